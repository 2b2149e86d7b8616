package io.ferryftp.server.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;

/// Closes what a thread is busy with, now or as soon as it says what that is.
final class Cancellation {
  private final ReentrantLock lock = new ReentrantLock();
  private Closeable current = () -> {};
  private boolean cancelled;

  /// Says what is to be closed from now on. If it is too late, it is closed here.
  ///
  /// @throws ClosedChannelException if it is too late
  void watch(Closeable next) throws IOException {
    lock.lock();
    try {
      current = next;
      if (!cancelled) {
        return;
      }
    } finally {
      lock.unlock();
    }
    next.close();
    throw new ClosedChannelException();
  }

  void cancel() {
    Closeable doomed;
    lock.lock();
    try {
      cancelled = true;
      doomed = current;
    } finally {
      lock.unlock();
    }
    try {
      doomed.close();
    } catch (IOException _) {
      // Closed as far as it can be.
    }
  }
}
