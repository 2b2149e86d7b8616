package io.ferryftp.protocol.data;

import java.nio.ByteBuffer;

/// What ends a record on its way through a transform, where the wire has a code of its own for it:
/// the character that ends a line of text, so that a record is a line (RFC 959 §3.1.2.2).
public enum RecordEnd {
  /// Structure F: there are no records.
  NONE(-1),
  /// LF, in type A.
  LINE_FEED('\n'),
  /// NL of EBCDIC, in type E.
  NEW_LINE(EbcdicTransform.NEW_LINE);

  private final int octet;

  RecordEnd(int octet) {
    this.octet = octet;
  }

  boolean is(byte candidate) {
    return (candidate & 0xFF) == octet;
  }

  /// Whether the data have records.
  public boolean exists() {
    return octet >= 0;
  }

  /// Writes it, if there are records.
  void put(ByteBuffer out) {
    if (exists()) {
      out.put((byte) octet);
    }
  }
}
