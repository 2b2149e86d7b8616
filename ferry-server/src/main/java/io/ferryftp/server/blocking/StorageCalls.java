package io.ferryftp.server.blocking;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Carries out calls to one storage without letting it take the machine: a file call that hangs
/// holds the thread that carries virtual threads, and two of them would be a whole small server.
///
/// A call runs in place while at most half of the carriers are busy with such calls and the storage
/// has been quick of late; otherwise it runs on one of this storage's own platform threads, while
/// the virtual thread parks. Each instance has its own threads, so that one hung storage cannot eat
/// another's. A call should do a whole step: each costs a hand-off when the pool is used.
public final class StorageCalls implements Closeable {
  /// The most threads of one storage; more calls wait.
  public static final int THREADS = 32;

  /// How long a parked caller waits for a call before it gives up.
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /// A call that took longer sends the storage's calls to its own threads for a while.
  static final Duration SLOW_AFTER = Duration.ofMillis(5);

  /// How long that while is.
  static final Duration SLOW_FOR = Duration.ofSeconds(1);

  /// How long a call waits for those that run in place.
  private static final Duration MOMENT = Duration.ofNanos(200_000);

  private static final System.Logger LOG = System.getLogger(StorageCalls.class.getName());

  /// JVM-wide, because the carriers are.
  private static final Semaphore IN_PLACE =
      new Semaphore(
          Integer.getInteger(
                  "jdk.virtualThreadScheduler.parallelism",
                  Runtime.getRuntime().availableProcessors())
              / 2);

  private final Duration patience;
  private final Semaphore pool;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("ferry-storage-", 1).factory());
  private volatile long slowUntil = System.nanoTime();

  /// A call to storage.
  @FunctionalInterface
  public interface Call<T> {
    T run() throws IOException;
  }

  public StorageCalls() {
    this(PATIENCE, THREADS);
  }

  /// @param patience instead of [#PATIENCE]
  /// @param threads instead of [#THREADS]
  public StorageCalls(Duration patience, int threads) {
    this.patience = patience;
    this.pool = new Semaphore(threads);
  }

  /// The result of the call. A virtual thread waits for the storage's threads no longer than
  /// [#PATIENCE], and a result that comes later is closed, if it can be; a call that runs in place
  /// takes as long as it takes.
  ///
  /// @throws StorageTimeoutException if the caller gave up
  /// @throws IOException as the call does
  public <T> T call(Call<T> call) throws IOException {
    return call(call, patience);
  }

  /// The same for a call that may rightly take long, such as forcing a large file to disk: the
  /// caller waits as long as it takes.
  public <T> T patiently(Call<T> call) throws IOException {
    return call(call, Duration.ofNanos(Long.MAX_VALUE));
  }

  private <T> T call(Call<T> call, Duration limit) throws IOException {
    if (!Thread.currentThread().isVirtual()) {
      return call.run();
    }
    if (System.nanoTime() - slowUntil < 0 || !mayRunInPlace()) {
      return pooled(call, limit.toNanos());
    }
    try {
      return timed(call);
    } finally {
      IN_PLACE.release();
    }
  }

  /// A quick storage is done with the calls of others in a moment: that is less than the way
  /// through the pool.
  private static boolean mayRunInPlace() {
    try {
      return IN_PLACE.tryAcquire() || IN_PLACE.tryAcquire(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> T timed(Call<T> call) throws IOException {
    long start = System.nanoTime();
    try {
      return call.run();
    } finally {
      long end = System.nanoTime();
      if (end - start > SLOW_AFTER.toNanos()) {
        slowUntil = end + SLOW_FOR.toNanos();
      }
    }
  }

  private <T> T pooled(Call<T> call, long limitNanos) throws IOException {
    long start = System.nanoTime();
    try {
      if (!pool.tryAcquire(limitNanos, TimeUnit.NANOSECONDS)) {
        throw new StorageTimeoutException();
      }
      var task = new Task<>(() -> timed(call));
      start(task);
      return task.within(limitNanos - (System.nanoTime() - start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageTimeoutException();
    }
  }

  private void start(Task<?> task) {
    try {
      threads.execute(task);
    } catch (RuntimeException | Error e) {
      // Closed, or no thread to be had: the permit goes back.
      pool.release();
      throw e;
    }
  }

  /// Lets idle threads go; those that hang are daemons and keep nobody.
  @Override
  public void close() {
    threads.shutdown();
  }

  /// One call in the pool. Its permit comes back when the call does, however late: that is what
  /// bounds the threads of a hung storage.
  private final class Task<T> extends FutureTask<T> {
    private volatile boolean abandoned;

    Task(Call<T> call) {
      super(call::run);
    }

    @Override
    protected void done() {
      pool.release();
      if (abandoned) {
        discard();
      }
    }

    T within(long nanos) throws IOException, InterruptedException {
      try {
        return get(nanos, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        abandoned = true;
        if (isDone()) {
          discard();
        }
        throw new StorageTimeoutException();
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }

    private IOException rethrown(@Nullable Throwable cause) {
      return switch (cause) {
        case IOException io -> io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(cause);
      };
    }

    private void discard() {
      try {
        if (resultNow() instanceof Closeable late) {
          late.close();
        }
      } catch (IllegalStateException | IOException e) {
        LOG.log(Level.DEBUG, "a storage call failed after its caller had given up", e);
      }
    }
  }
}
