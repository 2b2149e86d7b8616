package io.ferryftp.boringssl;

import java.nio.ByteBuffer;

/// The headers of records (RFC 8446 §5.1).
final class Records {
  private static final int HEADER = 5;
  private static final int LENGTH_AT = 3;
  private static final int APPLICATION_DATA = 23;

  private Records() {}

  /// The octets of the first record, header included; 0 if it is not there as a whole.
  static int length(ByteBuffer in) {
    return lengthAt(in, in.position());
  }

  private static int lengthAt(ByteBuffer in, int at) {
    if (in.limit() - at < HEADER) {
      return 0;
    }
    int length = HEADER + Short.toUnsignedInt(in.getShort(at + LENGTH_AT));
    return in.limit() - at < length ? 0 : length;
  }

  /// The octets of the first record, and of those of data that follow it, as far as there is room
  /// for what is in them; 0 if not even the first has room.
  static int wholeThatFit(ByteBuffer in, int room) {
    int start = in.position();
    int at = start;
    int left = room;
    for (int length = lengthAt(in, at); length > 0; length = lengthAt(in, at)) {
      left -= length - HEADER;
      if (left < 0 || (at > start && in.get(at) != APPLICATION_DATA)) {
        break;
      }
      at += length;
    }
    return at - start;
  }
}
