package io.ferryftp.protocol.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Direct buffers of one size for engines outside the heap: so many and no more. Whoever finds none
/// takes a smaller one from the heap.
final class BulkMemory {
  /// What is encrypted at once, with what its records add.
  private static final int SENT_OCTETS = (256 << 10) + (8 << 10);

  /// What is read at once.
  private static final int RECEIVED_OCTETS = 128 << 10;

  static final BulkMemory SENT = new BulkMemory(SENT_OCTETS, 64);
  static final BulkMemory RECEIVED = new BulkMemory(RECEIVED_OCTETS, 64);

  private final int octets;
  private final Semaphore free;
  private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  BulkMemory(int octets, int count) {
    this.octets = octets;
    this.free = new Semaphore(count);
  }

  /// A cleared buffer, to be given back.
  ///
  /// @param otherwise the size of one from the heap
  ByteBuffer take(int otherwise) {
    if (!free.tryAcquire()) {
      return ByteBuffer.allocate(otherwise);
    }
    ByteBuffer buffer = idle.poll();
    return buffer == null ? ByteBuffer.allocateDirect(octets) : buffer;
  }

  /// Takes a buffer back, of either kind; the caller keeps no reference to it.
  void giveBack(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      idle.add(buffer.clear());
      free.release();
    }
  }
}
