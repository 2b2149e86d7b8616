package io.ferryftp.testkit.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// What `{octets N}` stands for: always the same octets, all values among them, of any length and
/// never held in memory.
///
/// The pattern repeats after 65,537 octets, a prime, so that a piece that is lost or comes twice
/// shows whatever the size of buffers is.
public final class PatternOctets {
  private static final int PERIOD = 65_537;
  private static final byte[] PATTERN = pattern();

  private PatternOctets() {}

  /// The first octets of the pattern as a stream.
  ///
  /// @param count how many, 0 or more
  public static InputStream stream(long count) {
    return repeated(PATTERN, count);
  }

  /// The first octets of the pattern.
  ///
  /// @param count how many, 0 or more
  public static byte[] array(int count) {
    var octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = PATTERN[i % PERIOD];
    }
    return octets;
  }

  /// These octets over and over, until there were `count` in all.
  static InputStream repeated(byte[] unit, long count) {
    return new Repeated(unit, unit.length == 0 ? 0 : count);
  }

  private static byte[] pattern() {
    var octets = new byte[PERIOD];
    int state = 959;
    for (int i = 0; i < PERIOD; i++) {
      state = state * 1_103_515_245 + 12_345;
      octets[i] = (byte) (state >>> 16);
    }
    return octets;
  }

  private static final class Repeated extends InputStream {
    private final byte[] unit;
    private long left;
    private int next;

    private Repeated(byte[] unit, long count) {
      this.unit = unit;
      left = count;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(Math.min(length, left), unit.length - next);
      System.arraycopy(unit, next, into, offset, count);
      next = (next + count) % unit.length;
      left -= count;
      return count;
    }
  }
}
