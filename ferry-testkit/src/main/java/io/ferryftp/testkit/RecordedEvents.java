package io.ferryftp.testkit;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The last events of a server, for those who ask what happened and those who wait for it.
final class RecordedEvents implements EventListener {
  private final int most;
  private final Deque<ServerEvent> events = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();

  /// @param most that are remembered; the oldest are forgotten first
  RecordedEvents(int most) {
    this.most = most;
  }

  @Override
  public void on(ServerEvent event) {
    lock.lock();
    try {
      if (events.size() >= most) {
        events.removeFirst();
      }
      events.addLast(event);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<ServerEvent> all() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      events.clear();
    } finally {
      lock.unlock();
    }
  }

  /// The first event that fits, of those that are remembered and those that come; empty when the
  /// time is over or the thread is interrupted.
  Optional<ServerEvent> await(Predicate<? super ServerEvent> fits, Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (true) {
        Optional<ServerEvent> found = events.stream().filter(fits).findFirst();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = more.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
