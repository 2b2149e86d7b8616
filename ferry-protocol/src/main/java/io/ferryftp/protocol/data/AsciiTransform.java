package io.ferryftp.protocol.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Text between local files, whose lines end in LF, and the data connection of type A, where they
/// end in CR LF (RFC 959 §3.1.1.1).
///
/// To the wire, an LF that no CR precedes becomes CR LF; CR LF and a lone CR stay. From the wire,
/// CR LF becomes LF; a lone CR and a lone LF stay. So a text whose lines end in LF comes back as it
/// was, and one with CR LF comes back with LF.
///
/// An instance serves one transfer: it remembers whether the last chunk ended in CR. It allocates
/// nothing and is not for several threads.
public abstract sealed class AsciiTransform implements DataTransform {
  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final int COUNT_CHUNK_OCTETS = 64 * 1024;

  private AsciiTransform() {}

  /// A transform from local text to the data connection.
  public static AsciiTransform toWire() {
    return new ToWire();
  }

  /// A transform from the data connection to local text.
  public static AsciiTransform fromWire() {
    return new FromWire();
  }

  /// Moves as much as fits from `in` to `out`: afterwards `in` is empty or `out` is full.
  @Override
  public abstract void transform(ByteBuffer in, ByteBuffer out);

  /// Ends the text: a CR that waited for its LF is written, and that is all. Needs room for one
  /// octet.
  ///
  /// @throws java.nio.BufferOverflowException if there is no room for it
  @Override
  public abstract boolean finish(ByteBuffer out);

  /// How many octets the rest of a local text has on the wire, for SIZE in type A (RFC 3659 §4).
  /// Reads the channel to its end, which takes as long as sending it would.
  public static long wireLength(ReadableByteChannel local) throws IOException {
    var chunk = ByteBuffer.allocate(COUNT_CHUNK_OCTETS);
    var length = new WireLength();
    while (local.read(chunk) >= 0) {
      length.count(chunk.flip());
      chunk.clear();
    }
    return length.octets();
  }

  /// Copies from `in` up to the index, or as much as fits.
  private static void copy(ByteBuffer in, int end, ByteBuffer out) {
    int length = Math.min(end - in.position(), out.remaining());
    out.put(out.position(), in, in.position(), length);
    out.position(out.position() + length);
    in.position(in.position() + length);
  }

  private static int indexOf(byte octet, ByteBuffer in) {
    int i = in.position();
    while (i < in.limit() && in.get(i) != octet) {
      i++;
    }
    return i;
  }

  /// Counts the octets that a local text has on the wire, chunk by chunk.
  public static final class WireLength {
    private long octets;
    private boolean afterCr;

    /// Takes the next chunk, to its end.
    public void count(ByteBuffer chunk) {
      octets += chunk.remaining();
      while (chunk.hasRemaining()) {
        byte octet = chunk.get();
        if (octet == LF && !afterCr) {
          octets++;
        }
        afterCr = octet == CR;
      }
    }

    /// The octets so far.
    public long octets() {
      return octets;
    }
  }

  private static final class ToWire extends AsciiTransform {
    private boolean afterCr;

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) {
      while (in.hasRemaining() && out.hasRemaining()) {
        int end = indexOf(LF, in);
        if (end > in.position()) {
          copy(in, end, out);
          afterCr = in.get(in.position() - 1) == CR;
        } else if (afterCr) {
          out.put(in.get());
          afterCr = false;
        } else {
          // The LF stays in front of us: now it has its CR, whether or not it fits too.
          out.put(CR);
          afterCr = true;
        }
      }
    }

    @Override
    public boolean finish(ByteBuffer out) {
      // A CR went out when it came in: nothing waits.
      return true;
    }
  }

  private static final class FromWire extends AsciiTransform {
    private boolean heldCr;

    @Override
    public void transform(ByteBuffer in, ByteBuffer out) {
      while (in.hasRemaining() && out.hasRemaining()) {
        if (heldCr) {
          heldCr = false;
          out.put(in.get(in.position()) == LF ? in.get() : CR);
        } else if (in.get(in.position()) == CR) {
          heldCr = true;
          in.get();
        } else {
          copy(in, indexOf(CR, in), out);
        }
      }
    }

    @Override
    public boolean finish(ByteBuffer out) {
      if (heldCr) {
        out.put(CR);
        heldCr = false;
      }
      return true;
    }
  }
}
