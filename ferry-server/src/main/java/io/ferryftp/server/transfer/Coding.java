package io.ferryftp.server.transfer;

import io.ferryftp.protocol.data.AsciiTransform;
import io.ferryftp.protocol.data.BlockMode;
import io.ferryftp.protocol.data.CompressedMode;
import io.ferryftp.protocol.data.CompressedMode.Filler;
import io.ferryftp.protocol.data.DataTransform;
import io.ferryftp.protocol.data.DeflateMode;
import io.ferryftp.protocol.data.EbcdicTransform;
import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.RecordEnd;
import io.ferryftp.protocol.data.RecordStream;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The steps that TYPE, STRU and MODE put between the octets of a file and those of the data
/// connection, one behind the other: characters, then records, then the mode. One transfer long, in
/// one direction, in one thread.
final class Coding implements AutoCloseable {
  /// Where coded octets go.
  @FunctionalInterface
  interface Sink {
    /// Takes all of them.
    void take(ByteBuffer octets) throws IOException, StorageFailure;
  }

  private final List<DataTransform> steps;
  private final List<ByteBuffer> buffers = new ArrayList<>();

  private Coding(List<DataTransform> steps) {
    this.steps = steps;
  }

  /// From a file to the data connection.
  static Coding sending(TransferParameters parameters) {
    RecordEnd end = end(parameters);
    return of(
        switch (parameters.representation()) {
          // Where the wire has its own end of a record, it stands for that of a line, which may be
          // CR LF.
          case ASCII ->
              Stream.of(end.exists() ? AsciiTransform.fromWire() : AsciiTransform.toWire());
          case EBCDIC -> Stream.of(EbcdicTransform.toWire());
          case IMAGE -> Stream.empty();
        },
        mode(parameters, end));
  }

  /// From a listing, whose lines end in CR LF, to the data connection.
  static Coding listing(TransferParameters parameters) {
    return of(
        parameters.representation() == Representation.EBCDIC
            ? Stream.of(AsciiTransform.fromWire(), EbcdicTransform.toWire())
            : Stream.empty(),
        mode(parameters, RecordEnd.NONE));
  }

  private static Stream<DataTransform> mode(TransferParameters parameters, RecordEnd end) {
    return switch (parameters.mode()) {
      case STREAM -> end.exists() ? Stream.of(RecordStream.toWire(end)) : Stream.empty();
      case BLOCK -> Stream.of(BlockMode.toWire(end));
      case COMPRESSED -> Stream.of(CompressedMode.toWire(end, filler(parameters)));
      case DEFLATE -> Stream.of(DeflateMode.toWire(parameters.level()));
    };
  }

  /// From the data connection to a file.
  ///
  /// @param bound of what mode Z may become
  static Coding receiving(TransferParameters parameters, DeflateMode.Bound bound) {
    RecordEnd end = end(parameters);
    return of(
        switch (parameters.mode()) {
          case STREAM -> end.exists() ? Stream.of(RecordStream.fromWire(end)) : Stream.empty();
          case BLOCK -> Stream.of(BlockMode.fromWire(end));
          case COMPRESSED -> Stream.of(CompressedMode.fromWire(end, filler(parameters)));
          case DEFLATE -> Stream.of(DeflateMode.fromWire(bound));
        },
        switch (parameters.representation()) {
          case ASCII -> end.exists() ? Stream.empty() : Stream.of(AsciiTransform.fromWire());
          case EBCDIC -> Stream.of(EbcdicTransform.fromWire());
          case IMAGE -> Stream.empty();
        });
  }

  private static Coding of(Stream<DataTransform> first, Stream<DataTransform> second) {
    return new Coding(Stream.concat(first, second).toList());
  }

  private static RecordEnd end(TransferParameters parameters) {
    if (parameters.structure() == FileStructure.FILE) {
      return RecordEnd.NONE;
    }
    return parameters.representation() == Representation.EBCDIC
        ? RecordEnd.NEW_LINE
        : RecordEnd.LINE_FEED;
  }

  private static Filler filler(TransferParameters parameters) {
    return switch (parameters.representation()) {
      case ASCII -> Filler.ASCII_SPACE;
      case EBCDIC -> Filler.EBCDIC_SPACE;
      case IMAGE -> Filler.ZERO;
    };
  }

  /// How many buffers it needs.
  int width() {
    return steps.size();
  }

  /// Gives it a buffer, with room for more than [DataTransform#ROOM] octets; it uses as many as it
  /// is wide.
  void lend(ByteBuffer buffer) {
    buffers.add(buffer);
  }

  /// Codes a chunk, all of it unless the data have ended.
  void take(ByteBuffer chunk, Sink sink) throws IOException, StorageFailure {
    feed(0, chunk, sink);
  }

  private void feed(int at, ByteBuffer in, Sink sink) throws IOException, StorageFailure {
    if (at == steps.size()) {
      if (in.hasRemaining()) {
        sink.take(in);
      }
      return;
    }
    DataTransform step = steps.get(at);
    ByteBuffer out = buffers.get(at);
    boolean full = false;
    while (!step.hasEnded() && (in.hasRemaining() || full)) {
      step.transform(in, out.clear());
      full = out.remaining() < DataTransform.ROOM;
      feed(at + 1, out.flip(), sink);
    }
  }

  /// Ends the data, step by step.
  ///
  /// @throws java.io.EOFException if they are not whole
  void finish(Sink sink) throws IOException, StorageFailure {
    for (int at = 0; at < steps.size(); at++) {
      ByteBuffer out = buffers.get(at);
      boolean done = false;
      while (!done) {
        done = steps.get(at).finish(out.clear());
        feed(at + 1, out.flip(), sink);
      }
    }
  }

  /// Whether the data have said their own end, so that nothing more is to be read.
  boolean hasEnded() {
    return !steps.isEmpty() && steps.getFirst().hasEnded();
  }

  @Override
  public void close() {
    steps.forEach(DataTransform::close);
  }
}
