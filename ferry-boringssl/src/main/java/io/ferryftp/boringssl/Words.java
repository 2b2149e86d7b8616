package io.ferryftp.boringssl;

import java.nio.ByteBuffer;

/// Records that wait to be said, before anything else.
final class Words {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteBuffer waiting = NONE;

  boolean isEmpty() {
    return !waiting.hasRemaining();
  }

  /// Replaces what waits.
  void set(byte[] records) {
    waiting = ByteBuffer.wrap(records);
  }

  /// All that waits; nothing waits any more.
  byte[] take() {
    byte[] all = new byte[waiting.remaining()];
    waiting.get(all);
    waiting = NONE;
    return all;
  }

  void clear() {
    waiting = NONE;
  }

  /// Says as much as there is room for; whether that was all.
  boolean say(ByteBuffer into) {
    int count = Math.min(waiting.remaining(), into.remaining());
    into.put(waiting.slice(waiting.position(), count));
    waiting.position(waiting.position() + count);
    if (isEmpty()) {
      waiting = NONE;
    }
    return isEmpty();
  }
}
