package io.ferryftp.tests.faults;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// What is open in the hands of the engine, and how far its running transfer is.
final class Ledger {
  /// What can be left open.
  enum Kind {
    UPLOAD,
    FILE,
    CURSOR,
    CONTROL_WIRE,
    DATA_WIRE
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Kind, Integer> open = new EnumMap<>(Kind.class);
  private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();
  private long moved;

  void opened(Kind kind) {
    change(() -> open.merge(kind, 1, Integer::sum));
  }

  void closed(Kind kind) {
    change(() -> open.merge(kind, -1, Integer::sum));
  }

  /// A channel that the engine has to close.
  void track(SocketChannel channel) {
    channels.add(channel);
  }

  /// Octets that have got through to where a scenario counts them.
  void moved(long octets) {
    change(() -> moved += octets);
  }

  long moved() {
    lock.lock();
    try {
      return moved;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets what has moved.
  void restart() {
    change(() -> moved = 0);
  }

  /// Wakes those who wait.
  void nudge() {
    change(() -> {});
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something is so.
  void await(String what, BooleanSupplier so, Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!so.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("waited in vain until " + what);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /// What is open; empty if nothing is.
  List<String> leaks() {
    var leaks = new ArrayList<String>();
    lock.lock();
    try {
      open.forEach((kind, count) -> {
        if (count != 0) {
          leaks.add(count + " " + kind);
        }
      });
    } finally {
      lock.unlock();
    }
    channels.stream().filter(SocketChannel::isOpen).map(c -> "socket " + c).forEach(leaks::add);
    return leaks;
  }
}
