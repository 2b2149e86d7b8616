package io.ferryftp.protocol.net;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Cuts operations that no longer get on: a blocking write has no limit of time of its own, and a
/// peer that stops reading would hold it for ever.
///
/// One daemon thread, started by the first registration, asks every registered operation at each
/// tick whether it is overdue; while there is none it sleeps. The clock is `System.nanoTime`, so
/// that a change of the wall clock cuts nothing.
public final class StallWatch implements AutoCloseable {
  /// How often operations are asked unless said otherwise, and so how late a cut may be.
  static final Duration TICK = Duration.ofMillis(250);

  /// An operation that can be cut.
  public interface Watched {
    /// Whether it is past its limit. Called by the sweeper: must not block.
    boolean overdue(long nanoTime);

    /// Ends it, from outside, at most once: usually [Wire#reset]. Must not block.
    void cut();
  }

  /// A registration; closing it ends the watch. A cut that has begun may still be going on.
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private final LongSupplier clock;
  private final long tickNanos;
  private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable Thread sweeper;
  private volatile boolean idle;
  private volatile boolean closed;

  /// A watch by `System.nanoTime`, with four ticks a second.
  public StallWatch() {
    this(TICK);
  }

  /// A watch by `System.nanoTime`.
  ///
  /// @param tick how often operations are asked
  public StallWatch(Duration tick) {
    this(System::nanoTime, tick);
  }

  /// A watch by a clock that counts nanoseconds and never goes back.
  public StallWatch(LongSupplier clock) {
    this(clock, TICK);
  }

  private StallWatch(LongSupplier clock, Duration tick) {
    this.clock = clock;
    this.tickNanos = tick.toNanos();
  }

  /// Watches an operation until the registration is closed or it has been cut.
  ///
  /// @throws IllegalStateException if the watch is closed
  public Watch watch(Watched watched) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    var registration = new Registration(watched);
    registrations.add(registration);
    Thread running = started();
    if (idle) {
      LockSupport.unpark(running);
    }
    return registration;
  }

  /// Asks every operation once and cuts those that are overdue.
  void sweep() {
    long now = clock.getAsLong();
    registrations.forEach(registration -> cutIfOverdue(registration, now));
  }

  private void cutIfOverdue(Registration registration, long now) {
    try {
      // Who removes it may cut it: neither twice, nor after its registration was closed.
      if (registration.watched.overdue(now) && registrations.remove(registration)) {
        registration.watched.cut();
      }
    } catch (RuntimeException | Error e) {
      // One operation's defect must not end the watch over all the others.
      registrations.remove(registration);
      log().log(System.Logger.Level.WARNING, "a stalled operation could not be cut", e);
    }
  }

  /// How many operations are watched.
  public int size() {
    return registrations.size();
  }

  /// Ends the watch; nothing is cut any more.
  @Override
  public void close() {
    closed = true;
    registrations.clear();
    Thread running = sweeper;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  private Thread started() {
    Thread running = sweeper;
    if (running != null) {
      return running;
    }
    starting.lock();
    try {
      running = sweeper;
      if (running == null) {
        running = Thread.ofPlatform().daemon().name("ferry-stall-watch").start(this::run);
        sweeper = running;
      }
      return running;
    } finally {
      starting.unlock();
    }
  }

  private void run() {
    while (!closed) {
      // Said before the look at the set: whoever registers afterwards sees it and wakes us.
      idle = true;
      if (registrations.isEmpty() && !closed) {
        LockSupport.park(this);
      }
      idle = false;
      LockSupport.parkNanos(this, tickNanos);
      sweep();
    }
  }

  private final class Registration implements Watch {
    private final Watched watched;

    Registration(Watched watched) {
      this.watched = watched;
    }

    @Override
    public void close() {
      registrations.remove(this);
    }
  }

  /// Asked for when there is something to say: the first logger is looked for in every jar.
  private static System.Logger log() {
    return System.getLogger(StallWatch.class.getName());
  }
}
