package io.ferryftp.server.transfer;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Buffers for running transfers, bounded: the first [#LARGE_COUNT] transfers share large direct
/// ones, all others take small ones from the heap, so that ten thousand stalled peers do not eat
/// the machine. Those that turn out to move much may have one of [#HUGE_COUNT] still larger ones.
/// No buffer belongs to a parked session.
public final class Buffers {
  static final int HUGE_OCTETS = 512 << 10;
  static final int HUGE_COUNT = 64;
  static final int LARGE_OCTETS = 128 << 10;
  static final int SMALL_OCTETS = 16 << 10;
  static final int LARGE_COUNT = 256;

  private final Shelf huge = new Shelf(HUGE_COUNT, HUGE_OCTETS);
  private final Shelf large = new Shelf(LARGE_COUNT, LARGE_OCTETS);

  /// A cleared buffer, to be given back.
  ByteBuffer acquire() {
    return large.take().orElseGet(() -> ByteBuffer.allocate(SMALL_OCTETS));
  }

  /// A cleared buffer for octets in bulk, to be given back; empty if there is none left.
  Optional<ByteBuffer> acquireHuge() {
    return huge.take();
  }

  /// Takes a buffer back; the caller has no other reference to it.
  void release(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      shelf(buffer).putBack(buffer);
    }
  }

  /// Lets another buffer take the place of this one, which somebody may still use.
  void forget(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      shelf(buffer).room.release();
    }
  }

  private Shelf shelf(ByteBuffer buffer) {
    return buffer.capacity() == HUGE_OCTETS ? huge : large;
  }

  /// Direct buffers of one size.
  private static final class Shelf {
    private final Semaphore room;
    private final int octets;
    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    Shelf(int count, int octets) {
      this.room = new Semaphore(count);
      this.octets = octets;
    }

    Optional<ByteBuffer> take() {
      if (!room.tryAcquire()) {
        return Optional.empty();
      }
      ByteBuffer buffer = idle.poll();
      return Optional.of(buffer == null ? ByteBuffer.allocateDirect(octets) : buffer);
    }

    void putBack(ByteBuffer buffer) {
      idle.add(buffer.clear());
      room.release();
    }
  }
}
