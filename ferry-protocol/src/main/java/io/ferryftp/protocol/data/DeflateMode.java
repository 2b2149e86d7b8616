package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// MODE Z: one zlib stream (RFC 1950) a transfer, which says its own end
/// (draft-preston-ftpext-deflate).
///
/// Holds memory outside the heap until it is closed.
public abstract sealed class DeflateMode implements DataTransform {
  /// How hard to compress, from 0 (not at all) to 9.
  public record Level(int number) {
    public static final Level DEFAULT = new Level(6);

    private static final int MOST = 9;

    public Level {
      if (number < 0 || number > MOST) {
        throw new IllegalArgumentException("no level: " + number);
      }
    }

    /// The level of one decimal digit.
    ///
    /// @throws CommandSyntaxException 501 for anything else
    public static Level parse(String argument) throws CommandSyntaxException {
      if (argument.length() != 1 || argument.charAt(0) < '0' || argument.charAt(0) > '9') {
        throw CommandSyntaxException.badArgument("levels are 0 to 9");
      }
      return new Level(argument.charAt(0) - '0');
    }
  }

  /// How much data may become.
  ///
  /// @param freeOctets that any data may become
  /// @param octetsEach that every octet of the wire may become, beyond that
  public record Bound(long freeOctets, int octetsEach) {
    boolean holds(long wire, long data) {
      return data <= freeOctets || data / octetsEach <= wire;
    }
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private DeflateMode() {}

  /// To the data connection.
  public static DeflateMode toWire(Level level) {
    return new ToWire(level);
  }

  /// From the data connection.
  public static DeflateMode fromWire(Bound bound) {
    return new FromWire(bound);
  }

  private static final class ToWire extends DeflateMode {
    private final Deflater deflater;

    ToWire(Level level) {
      deflater = new Deflater(level.number());
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) {
      deflater.setInput(in);
      while (out.hasRemaining() && !deflater.needsInput()) {
        deflater.deflate(out);
      }
      deflater.setInput(NOTHING); // the buffer is the caller's again
    }

    @Override
    public boolean finish(ByteBuffer out) {
      deflater.finish();
      deflater.deflate(out);
      return deflater.finished();
    }

    @Override
    public void close() {
      deflater.end();
    }
  }

  private static final class FromWire extends DeflateMode {
    private final Bound bound;
    private final Inflater inflater = new Inflater();

    FromWire(Bound bound) {
      this.bound = bound;
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) throws IOException {
      inflater.setInput(in);
      int inflated = 1;
      while (out.hasRemaining() && inflated > 0) {
        inflated = inflate(out);
      }
      inflater.setInput(NOTHING);
    }

    private int inflate(ByteBuffer out) throws IOException {
      int inflated;
      try {
        inflated = inflater.inflate(out);
      } catch (DataFormatException e) {
        throw new BrokenDataException("the data are no zlib stream");
      }
      if (inflater.needsDictionary()) {
        throw new BrokenDataException("no dictionary was agreed on");
      }
      if (!bound.holds(inflater.getBytesRead(), inflater.getBytesWritten())) {
        throw new ExpansionException("the data become far more than they are on the wire");
      }
      return inflated;
    }

    @Override
    public boolean finish(ByteBuffer out) throws IOException {
      transform(NOTHING, out);
      if (out.hasRemaining() && !inflater.finished()) {
        throw new EOFException("the zlib stream ends before its end");
      }
      return inflater.finished();
    }

    @Override
    public boolean hasEnded() {
      return inflater.finished();
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
