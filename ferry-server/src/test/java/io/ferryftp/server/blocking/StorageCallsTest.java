package io.ferryftp.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The seam to storage: what comes back, what is given up, and what a late answer leaves behind.
@Timeout(60)
class StorageCallsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private static <T> T onVirtualThread(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Makes the storage slow, so that the next calls go to its threads.
  private static void makeSlow(StorageCalls calls) throws Exception {
    var never = new CountDownLatch(1);
    onVirtualThread(() ->
        calls.call(() -> {
          try {
            long limit = StorageCalls.SLOW_AFTER.toMillis() + 5;
            return never.await(limit, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }));
  }

  @Test
  void resultsAndFailuresComeBackInPlaceAndFromThePool() throws Exception {
    try (var calls = new StorageCalls()) {
      assertThat(onVirtualThread(() -> calls.call(() -> 1))).isEqualTo(1);
      makeSlow(calls);
      assertThat(onVirtualThread(() -> calls.call(() -> Thread.currentThread().isVirtual())))
          .isFalse();
      assertThatThrownBy(() ->
              onVirtualThread(() ->
                  calls.call(() -> {
                    throw new NoSuchFileException("x");
                  })))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void callerOfAHungStorageGivesUpAndTheLateResultIsClosed() throws Exception {
    try (var calls = new StorageCalls(SHORT, 2)) {
      makeSlow(calls);
      var disk = new CountDownLatch(1);
      var closed = new CompletableFuture<Boolean>();

      assertThatThrownBy(() -> onVirtualThread(() -> calls.call(() -> opened(disk, closed))))
          .isInstanceOf(StorageTimeoutException.class);
      assertThat(closed).isNotDone();
      disk.countDown();

      assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Closeable opened(CountDownLatch disk, CompletableFuture<Boolean> closed)
      throws IOException {
    try {
      disk.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return () -> closed.complete(true);
  }

  @Test
  void hungStorageHoldsNoMoreThanItsThreadsAndAnotherStorageGoesOn() throws Exception {
    try (var hung = new StorageCalls(SHORT, 2);
        var other = new StorageCalls(SHORT, 2)) {
      makeSlow(hung);
      makeSlow(other);
      var disk = new CountDownLatch(1);
      var waiting = new ArrayList<FutureTask<Boolean>>();
      for (int i = 0; i < 5; i++) {
        var task = new FutureTask<>(() -> hung.call(() -> hang(disk)));
        waiting.add(task);
        Thread.ofVirtual().start(task);
      }

      for (FutureTask<Boolean> task : waiting) {
        assertThatThrownBy(() -> task.get(30, TimeUnit.SECONDS))
            .hasCauseInstanceOf(StorageTimeoutException.class);
      }
      assertThat(onVirtualThread(() -> other.call(() -> "served"))).isEqualTo("served");
      disk.countDown();
      assertThat(onVirtualThread(() -> hung.patiently(() -> "back"))).isEqualTo("back");
    }
  }

  private static boolean hang(CountDownLatch disk) throws IOException {
    try {
      disk.await();
      return true;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
