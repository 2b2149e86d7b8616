package io.ferryftp.protocol.data;

import static io.ferryftp.protocol.data.Descriptors.END_OF_FILE;
import static io.ferryftp.protocol.data.Descriptors.END_OF_RECORD;
import static io.ferryftp.protocol.data.Descriptors.RESTART_MARKER;

import java.io.EOFException;
import java.nio.ByteBuffer;

/// Compressed mode (RFC 959 §3.4.3): strings of up to 127 octets, up to 63 replications of an octet
/// in two, and up to 63 fillers in one; descriptors behind a zero.
///
/// A descriptor is about the string behind it. To the wire, that string is one of no fillers at
/// all, so that a peer who takes the descriptor for a mark at its own place reads the same. From
/// the wire, restart markers are passed over, and suspect data are data.
public abstract sealed class CompressedMode implements DataTransform {
  /// The filler of types A and E, as each writes a space, and of type I.
  public enum Filler {
    ASCII_SPACE(' '),
    EBCDIC_SPACE(0x40),
    ZERO(0);

    private final byte octet;

    Filler(int octet) {
      this.octet = (byte) octet;
    }
  }

  private static final int ESCAPE = 0;
  private static final int REPLICATED = 0x80;
  private static final int FILLERS = 0xC0;
  private static final int MAX_RUN = 0x3F;
  private static final int MAX_STRING = 0x7F;

  private CompressedMode() {}

  /// To the data connection.
  ///
  /// @param end what ends a record in the data
  public static CompressedMode toWire(RecordEnd end, Filler filler) {
    return new ToWire(end, filler);
  }

  /// From the data connection.
  ///
  /// @param end what ends a record in the data
  public static CompressedMode fromWire(RecordEnd end, Filler filler) {
    return new FromWire(end, filler);
  }

  private static final class ToWire extends CompressedMode {
    /// The least runs that are shorter than the octets themselves, also within a string.
    private static final int LEAST_RUN = 3;

    private static final int LEAST_FILLERS = 2;

    private final RecordEnd end;
    private final byte filler;
    private boolean inRecord;

    ToWire(RecordEnd end, Filler filler) {
      this.end = end;
      this.filler = filler.octet;
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) {
      while (in.hasRemaining() && out.remaining() >= ROOM) {
        byte first = in.get(in.position());
        int run = run(in, in.position(), MAX_RUN);
        if (end.is(first)) {
          in.get();
          mark(END_OF_RECORD, out);
        } else if (first == filler && run >= LEAST_FILLERS) {
          out.put((byte) (FILLERS | run));
          Chunks.skip(in, run);
        } else if (run >= LEAST_RUN) {
          out.put((byte) (REPLICATED | run)).put(first);
          Chunks.skip(in, run);
        } else {
          int length = string(in, Math.min(MAX_STRING, out.remaining() - 1));
          out.put((byte) length);
          Chunks.move(in, length, out);
        }
        inRecord = !end.is(first);
      }
    }

    /// How often the octet at the index stands there, as far as it matters.
    private static int run(ByteBuffer in, int index, int most) {
      int limit = Math.min(in.limit(), index + most);
      int i = index + 1;
      while (i < limit && in.get(i) == in.get(index)) {
        i++;
      }
      return i - index;
    }

    /// The octets, at least one, before the next run or the end of the record.
    private int string(ByteBuffer in, int most) {
      int start = in.position();
      int limit = Math.min(in.limit(), start + most);
      int i = start + 1;
      while (i < limit && !end.is(in.get(i)) && !isRun(in, i)) {
        i++;
      }
      return i - start;
    }

    private boolean isRun(ByteBuffer in, int index) {
      int least = in.get(index) == filler ? LEAST_FILLERS : LEAST_RUN;
      return run(in, index, least) == least;
    }

    @Override
    public boolean finish(ByteBuffer out) {
      mark(end.exists() && inRecord ? END_OF_RECORD | END_OF_FILE : END_OF_FILE, out);
      return true;
    }

    private static void mark(int descriptor, ByteBuffer out) {
      out.put((byte) ESCAPE).put((byte) descriptor).put((byte) FILLERS);
    }
  }

  private static final class FromWire extends CompressedMode {
    /// What the next octet is.
    private enum Next {
      HEAD,
      DESCRIPTOR,
      REPLICATED_OCTET,
      DATA
    }

    private final RecordEnd end;
    private final byte filler;
    private Next next = Next.HEAD;
    private int descriptor;
    private int left;
    private boolean ended;

    FromWire(RecordEnd end, Filler filler) {
      this.end = end;
      this.filler = filler.octet;
    }

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) throws BrokenDataException {
      while (!ended && in.hasRemaining() && out.remaining() >= ROOM) {
        switch (next) {
          case HEAD -> head(in.get() & 0xFF, out);
          case DESCRIPTOR -> descriptor(Descriptors.of(in.get()), out);
          case REPLICATED_OCTET -> replicate(in.get(), out);
          case DATA -> data(in, out);
        }
      }
    }

    private void head(int head, ByteBuffer out) {
      left = head < REPLICATED ? head : head & MAX_RUN;
      if (head == ESCAPE) {
        next = Next.DESCRIPTOR;
      } else if (head < REPLICATED) {
        next = Next.DATA;
      } else if (head < FILLERS) {
        next = Next.REPLICATED_OCTET;
      } else {
        replicate(filler, out);
      }
    }

    /// A descriptor right behind another one: there was nothing that the first was about.
    private void descriptor(int codes, ByteBuffer out) {
      endOfString(out);
      descriptor = codes;
    }

    private void replicate(byte octet, ByteBuffer out) {
      if (!isMarker()) {
        for (int i = 0; i < left; i++) {
          out.put(octet);
        }
      }
      endOfString(out);
    }

    private void data(ByteBuffer in, ByteBuffer out) {
      int count = Math.min(left, in.remaining());
      if (isMarker()) {
        Chunks.skip(in, count);
      } else {
        // One octet stays free for the end of the record.
        count = Math.min(count, out.remaining() - 1);
        Chunks.move(in, count, out);
      }
      left -= count;
      if (left == 0) {
        endOfString(out);
      }
    }

    private boolean isMarker() {
      return Descriptors.has(descriptor, RESTART_MARKER);
    }

    private void endOfString(ByteBuffer out) {
      if (Descriptors.has(descriptor, END_OF_RECORD)) {
        end.put(out);
      }
      ended |= Descriptors.has(descriptor, END_OF_FILE);
      descriptor = 0;
      next = Next.HEAD;
    }

    /// The end of the connection may stand for the string that the end of the file is about.
    @Override
    public boolean finish(ByteBuffer out) throws EOFException {
      if (next == Next.HEAD && Descriptors.has(descriptor, END_OF_FILE)) {
        endOfString(out);
      }
      if (!ended) {
        throw new EOFException("the strings end without the end of the file");
      }
      return true;
    }

    @Override
    public boolean hasEnded() {
      return ended;
    }
  }
}
