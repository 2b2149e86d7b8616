package io.ferryftp.protocol.data;

import static io.ferryftp.protocol.data.Descriptors.END_OF_FILE;
import static io.ferryftp.protocol.data.Descriptors.END_OF_RECORD;
import static io.ferryftp.protocol.data.Descriptors.RESTART_MARKER;

import java.io.EOFException;
import java.nio.ByteBuffer;

/// Block mode (RFC 959 §3.4.2): blocks of up to 65535 octets, each behind a descriptor and a count.
///
/// To the wire, the end of the file is an empty block of its own, and so is the end of a record
/// whose data went before. From the wire, restart markers are passed over, and suspect data are
/// data.
public abstract sealed class BlockMode implements DataTransform {
  private static final int HEADER_OCTETS = 3;
  private static final int MAX_BLOCK_OCTETS = 0xFFFF;

  private BlockMode() {}

  /// To the data connection.
  ///
  /// @param end what ends a record in the data
  public static BlockMode toWire(RecordEnd end) {
    return new ToWire(end);
  }

  /// From the data connection.
  ///
  /// @param end what ends a record in the data
  public static BlockMode fromWire(RecordEnd end) {
    return new FromWire(end);
  }

  private static final class ToWire extends BlockMode {
    private final RecordEnd end;
    private boolean inRecord;

    ToWire(RecordEnd end) {
      this.end = end;
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) {
      while (in.hasRemaining() && out.remaining() >= ROOM) {
        int length = length(in, Math.min(MAX_BLOCK_OCTETS, out.remaining() - HEADER_OCTETS));
        int behind = in.position() + length;
        boolean ends = behind < in.limit() && end.is(in.get(behind));
        header(ends ? END_OF_RECORD : 0, length, out);
        Chunks.move(in, length, out);
        if (ends) {
          in.get();
        }
        inRecord = !ends;
      }
    }

    /// Up to the end of a record, or as much as may be.
    private int length(ByteBuffer in, int most) {
      int limit = Math.min(in.remaining(), most);
      if (!end.exists()) {
        return limit;
      }
      int length = 0;
      while (length < limit && !end.is(in.get(in.position() + length))) {
        length++;
      }
      return length;
    }

    @Override
    public boolean finish(ByteBuffer out) {
      header(end.exists() && inRecord ? END_OF_RECORD | END_OF_FILE : END_OF_FILE, 0, out);
      return true;
    }

    private static void header(int descriptor, int count, ByteBuffer out) {
      out.put((byte) descriptor).put((byte) (count >> 8)).put((byte) count);
    }
  }

  private static final class FromWire extends BlockMode {
    private final RecordEnd end;
    private int headerOctets;
    private int descriptor;
    private int left;
    private boolean ended;

    FromWire(RecordEnd end) {
      this.end = end;
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) throws BrokenDataException {
      while (!ended && in.hasRemaining() && out.remaining() >= ROOM) {
        if (headerOctets < HEADER_OCTETS) {
          header(in.get());
        } else {
          data(in, out);
        }
        if (headerOctets == HEADER_OCTETS && left == 0) {
          endOfBlock(out);
        }
      }
    }

    private void header(byte octet) throws BrokenDataException {
      if (headerOctets == 0) {
        descriptor = Descriptors.of(octet);
        left = 0;
      } else {
        left = (left << 8) | (octet & 0xFF);
      }
      headerOctets++;
    }

    private void data(ByteBuffer in, ByteBuffer out) {
      int count = Math.min(left, in.remaining());
      if (Descriptors.has(descriptor, RESTART_MARKER)) {
        Chunks.skip(in, count);
      } else {
        // One octet stays free for the end of the record.
        count = Math.min(count, out.remaining() - 1);
        Chunks.move(in, count, out);
      }
      left -= count;
    }

    private void endOfBlock(ByteBuffer out) {
      headerOctets = 0;
      if (Descriptors.has(descriptor, END_OF_RECORD)) {
        end.put(out);
      }
      ended = Descriptors.has(descriptor, END_OF_FILE);
    }

    @Override
    public boolean finish(ByteBuffer out) throws EOFException {
      if (!ended) {
        throw new EOFException("the blocks end without the end of the file");
      }
      return true;
    }

    @Override
    public boolean hasEnded() {
      return ended;
    }
  }
}
