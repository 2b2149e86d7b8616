package io.ferryftp.server.session;

import io.ferryftp.server.transfer.Transfer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A transfer whose final reply is still owed. It is paid exactly once: by the transfer's own
/// thread when it ends, or by the session if the transfer cannot be stopped because storage hangs.
final class RunningTransfer {
  private final Transfer transfer;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  RunningTransfer(Transfer transfer) {
    this.transfer = transfer;
  }

  Transfer transfer() {
    return transfer;
  }

  /// Whether the caller is the one who must send the final reply, and then say [#over].
  boolean claimReply() {
    return answered.compareAndSet(false, true);
  }

  /// The final reply has been sent.
  void over() {
    ended.countDown();
  }

  /// Waits until the final reply has been sent.
  void await() throws InterruptedException {
    ended.await();
  }

  /// Waits until the final reply has been sent, at most so long; false if it has not.
  boolean await(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The same, for whoever goes on either way.
  void awaitAnyway(Duration limit) {
    try {
      boolean _ = await(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How far it is.
  Surroundings.Progress progress() {
    return new Surroundings.Progress(transfer.path(), transfer.octets());
  }
}
