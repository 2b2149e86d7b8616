package io.ferryftp.server.session;

import io.ferryftp.protocol.net.StallWatch;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that the sessions of a server run in.
///
/// A session that waits has a virtual thread, of which there may be ten thousand. One that logs in
/// or moves files has a platform thread, as long as there is one: what a small file costs are not
/// its system calls but the ways from one thread to the next, and a platform thread that waits for
/// a socket or a disk waits by itself, where a virtual one goes through a poller or holds up a
/// carrier.
public final class SessionThreads implements AutoCloseable {
  /// How many sessions may have a platform thread while they wait for their next command.
  static final int HOT_SESSIONS = 256;

  /// How many platform threads there may be, those of transfers that take their time included.
  static final int PLATFORM_THREADS = 320;

  /// How long a session keeps its first platform thread without a command: most clients that log in
  /// say all of it at once, and people take longer than any wait that is worth it.
  static final Duration FIRST_WAIT = Duration.ofMillis(5);

  /// How long a session that has moved files keeps its platform thread without a command.
  static final Duration HOT_WAIT = Duration.ofMillis(100);

  /// How long a transfer may keep the thread that serves its session's commands.
  static final Duration MOMENT = Duration.ofMillis(40);

  /// How long a platform thread stays that nobody needs: its stack is as much as some ten sessions
  /// that wait.
  private static final Duration SPARE = Duration.ofSeconds(1);

  private final StallWatch moments = new StallWatch(MOMENT);
  private final Semaphore hot = new Semaphore(HOT_SESSIONS);
  private final Semaphore platform = new Semaphore(PLATFORM_THREADS);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          SPARE.toMillis(),
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("ferry-hot-", 1).factory());

  /// Tells operations that have taken longer than [#MOMENT].
  StallWatch moments() {
    return moments;
  }

  /// Runs in a virtual thread.
  void virtually(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(work);
  }

  /// Runs in a platform thread, which counts as hot until [#cooled]; false if there is none.
  boolean hotly(Runnable work) {
    if (!hot.tryAcquire()) {
      return false;
    }
    if (platform.tryAcquire()) {
      try {
        pool.execute(() -> {
          try {
            work.run();
          } finally {
            platform.release();
          }
        });
        return true;
      } catch (RuntimeException | Error e) {
        // Closed, or the machine gives no more threads; a virtual one does it too.
        platform.release();
      }
    }
    hot.release();
    return false;
  }

  /// One that ran hotly is over, or does something else now.
  void cooled() {
    hot.release();
  }

  /// Lets idle threads go; who runs is not disturbed.
  @Override
  public void close() {
    moments.close();
    pool.shutdown();
  }
}
