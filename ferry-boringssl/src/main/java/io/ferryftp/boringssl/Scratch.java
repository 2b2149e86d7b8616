package io.ferryftp.boringssl;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Native memory for the length of one call, where octets come from the heap or go there. As many
/// are made as there are calls at once, which is as many as there are threads of the machine.
final class Scratch {
  /// What comes in: more than a record, which is what control connections take at a time.
  private static final int IN_OCTETS = 32 << 10;

  /// What goes out: a record, behind a handshake's words or tickets.
  private static final int OUT_OCTETS = 64 << 10;

  private static final int KEPT = 16;
  private static final ArrayBlockingQueue<Scratch> IDLE = new ArrayBlockingQueue<>(KEPT);

  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_OCTETS);
  private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_OCTETS);

  static Scratch take() {
    Scratch idle = IDLE.poll();
    return idle == null ? new Scratch() : idle;
  }

  void giveBack() {
    // One more than are kept is left to the collector.
    boolean _ = IDLE.offer(this);
  }

  /// What remains in a buffer, or the first part of it, where BoringSSL can read it. The buffer's
  /// position stays.
  ByteBuffer readable(ByteBuffer from) {
    if (from.isDirect()) {
      return from.duplicate();
    }
    int count = Math.min(from.remaining(), in.capacity());
    in.clear().put(0, from, from.position(), count);
    return in.limit(count);
  }

  /// Room for what goes out.
  ByteBuffer room() {
    return out.clear();
  }

  /// The same, for no more than this.
  ByteBuffer room(int most) {
    return out.clear().limit(Math.min(most, out.capacity()));
  }
}
