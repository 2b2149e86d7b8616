package io.ferryftp.tests.faults;

import io.ferryftp.tests.harness.SampleFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What scenarios send, and what files are made of it.
final class Contents {
  /// More than two buffers take.
  static final byte[] NEW = SampleFile.content(2, 4 * Pieces.USUAL + 7);

  /// Less, where the number of calls counts.
  static final byte[] PIECE = SampleFile.content(4, 2 * Pieces.USUAL + 7);

  private Contents() {}

  /// A text as type A sends it.
  static byte[] wire(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// A file with a piece written over it from this octet on.
  static byte[] over(byte[] all, int first, byte[] piece) {
    byte[] changed = all.clone();
    System.arraycopy(piece, 0, changed, first, piece.length);
    return changed;
  }

  /// The first octets of one file, and all of another behind them.
  static byte[] joined(byte[] first, int octets, byte[] second) {
    byte[] both = Arrays.copyOf(first, octets + second.length);
    System.arraycopy(second, 0, both, octets, second.length);
    return both;
  }
}
