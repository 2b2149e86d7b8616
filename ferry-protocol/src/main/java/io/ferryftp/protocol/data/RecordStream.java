package io.ferryftp.protocol.data;

import java.io.EOFException;
import java.nio.ByteBuffer;

/// Records in stream mode (RFC 959 §3.4.1): 0xFF is an escape, and the octet behind it says the end
/// of a record (1), of the file (2), of both (3), or that 0xFF itself is meant (0xFF).
///
/// To the wire, every record gets its end, the last one too, though its line may have none; from
/// the wire, what stands between the last end of a record and the end of the file is taken as it
/// is.
public abstract sealed class RecordStream implements DataTransform {
  private static final byte ESCAPE = (byte) 0xFF;
  private static final byte END_OF_RECORD = 1;
  private static final byte END_OF_FILE = 2;
  private static final byte END_OF_BOTH = 3;

  private final RecordEnd end;

  private RecordStream(RecordEnd end) {
    this.end = end;
  }

  /// From text whose lines end in `end` to the data connection.
  public static RecordStream toWire(RecordEnd end) {
    return new ToWire(end);
  }

  /// From the data connection to text whose lines end in `end`.
  public static RecordStream fromWire(RecordEnd end) {
    return new FromWire(end);
  }

  /// How many octets stand before the next one that is special; as many as fit at most.
  final int plain(ByteBuffer in, int room) {
    int start = in.position();
    int limit = Math.min(in.limit(), start + room);
    int i = start;
    while (i < limit && in.get(i) != ESCAPE && !end.is(in.get(i))) {
      i++;
    }
    return i - start;
  }

  private static final class ToWire extends RecordStream {
    private boolean inRecord;

    ToWire(RecordEnd end) {
      super(end);
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) {
      while (in.hasRemaining() && out.remaining() >= ROOM) {
        int plain = plain(in, out.remaining());
        if (plain > 0) {
          Chunks.move(in, plain, out);
          inRecord = true;
        } else {
          byte special = in.get();
          inRecord = special == ESCAPE;
          out.put(ESCAPE).put(inRecord ? ESCAPE : END_OF_RECORD);
        }
      }
    }

    @Override
    public boolean finish(ByteBuffer out) {
      out.put(ESCAPE).put(inRecord ? END_OF_BOTH : END_OF_FILE);
      return true;
    }
  }

  private static final class FromWire extends RecordStream {
    private final RecordEnd end;
    private boolean escaped;
    private boolean ended;

    FromWire(RecordEnd end) {
      super(end);
      this.end = end;
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) throws BrokenDataException {
      while (!ended && in.hasRemaining() && out.remaining() >= ROOM) {
        if (escaped) {
          escaped = false;
          code(in.get(), out);
        } else if (in.get(in.position()) == ESCAPE) {
          escaped = true;
          in.get();
        } else {
          // What ends a line here may stand in a record there, and then it stays.
          Chunks.move(in, Math.max(1, plain(in, out.remaining())), out);
        }
      }
    }

    private void code(byte code, ByteBuffer out) throws BrokenDataException {
      switch (code) {
        case ESCAPE -> out.put(ESCAPE);
        case END_OF_RECORD -> end.put(out);
        case END_OF_FILE -> ended = true;
        case END_OF_BOTH -> {
          end.put(out);
          ended = true;
        }
        default -> throw new BrokenDataException("there is no such code in a stream of records");
      }
    }

    @Override
    public boolean finish(ByteBuffer out) throws EOFException {
      if (!ended) {
        throw new EOFException("the records end without the end of the file");
      }
      return true;
    }

    @Override
    public boolean hasEnded() {
      return ended;
    }
  }
}
