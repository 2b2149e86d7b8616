package io.ferryftp.testkit.script;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Waiting, with a limit, for something that another thread rings about.
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();

  /// Waits until something holds.
  ///
  /// @return whether it does; if not, the time is over or the thread was interrupted
  boolean await(BooleanSupplier something, Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!something.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = rung.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return something.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /// Changes something that others wait for.
  void ring(Runnable change) {
    lock.lock();
    try {
      change.run();
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
