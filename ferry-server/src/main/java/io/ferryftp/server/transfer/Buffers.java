package io.ferryftp.server.transfer;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Buffers for running transfers, bounded: the first [#LARGE_COUNT] transfers share large direct
/// ones, all others take small ones from the heap, so that ten thousand stalled peers do not eat
/// the machine. No buffer belongs to a parked session.
public final class Buffers {
  static final int LARGE_OCTETS = 128 << 10;
  static final int SMALL_OCTETS = 16 << 10;
  static final int LARGE_COUNT = 256;

  private final Semaphore large = new Semaphore(LARGE_COUNT);
  private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  /// A cleared buffer, to be given back.
  ByteBuffer acquire() {
    if (!large.tryAcquire()) {
      return ByteBuffer.allocate(SMALL_OCTETS);
    }
    ByteBuffer buffer = idle.poll();
    return buffer == null ? ByteBuffer.allocateDirect(LARGE_OCTETS) : buffer;
  }

  /// Takes a buffer back; the caller has no other reference to it.
  void release(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      idle.add(buffer.clear());
      large.release();
    }
  }

  /// Lets another buffer take the place of this one, which somebody may still use.
  void forget(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      large.release();
    }
  }
}
