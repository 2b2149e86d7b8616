package io.ferryftp.server.session;

import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.transfer.FileWork;
import io.ferryftp.server.transfer.TransferOutcome;
import io.ferryftp.server.transfer.Work;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A transfer, or a job without a data connection, whose final reply is still owed. It is paid
/// exactly once: by the transfer's own thread when it ends, or by the session if the transfer
/// cannot be stopped because storage hangs.
final class RunningTransfer {
  private final Work work;
  private final Function<TransferOutcome, Reply> replies;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  /// @param replies the final reply to each outcome
  RunningTransfer(Work work, Function<TransferOutcome, Reply> replies) {
    this.work = work;
    this.replies = replies;
  }

  Work work() {
    return work;
  }

  /// Whether it has no data connection.
  boolean isJob() {
    return work instanceof FileWork;
  }

  /// The final reply to an outcome.
  Reply reply(TransferOutcome outcome) {
    return replies.apply(outcome);
  }

  /// Whether the caller is the one who must send the final reply, and then say [#over].
  boolean claimReply() {
    return answered.compareAndSet(false, true);
  }

  /// Whether its final reply has been sent, or is about to be.
  boolean isAnswered() {
    return answered.get();
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
    return new Surroundings.Progress(work.path(), work.octets());
  }
}
