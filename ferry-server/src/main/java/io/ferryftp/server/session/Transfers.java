package io.ferryftp.server.session;

import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.transfer.DataPort;
import io.ferryftp.server.transfer.DataProtection;
import io.ferryftp.server.transfer.FileJob;
import io.ferryftp.server.transfer.FileWork;
import io.ferryftp.server.transfer.Transfer;
import io.ferryftp.server.transfer.TransferOutcome;
import io.ferryftp.server.transfer.TransferSetting;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The transfers of one session, one at a time. The session's loop begins and aborts them; the rest
/// may be called from any thread.
final class Transfers {
  private static final System.Logger LOG = System.getLogger(Transfers.class.getName());

  /// How long ABOR waits for a transfer that storage holds, before it is answered all the same.
  private static final Duration ABORT_PATIENCE = Duration.ofSeconds(5);

  /// How often, and for how long, a client is looked at that waits for a job.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final Duration LOOK = Duration.ofMillis(1);

  /// What a transfer is said to have ended with that ended otherwise than it may. Made once: an
  /// exception costs more than the rest of a small transfer's beginning.
  private static final TransferOutcome DEFECT =
      new TransferOutcome.StorageFailed(new IOException("internal error"));

  private final long session;
  private final TransferSetting setting;
  private final ReplyWriter replies;
  private final SessionClock clock;
  private final Runnable afterEach;
  private long begun;
  private volatile @Nullable RunningTransfer running;

  /// @param session its number, for events
  /// @param afterEach called when the final reply has been sent and no transfer runs
  Transfers(
      long session,
      TransferSetting setting,
      ReplyWriter replies,
      SessionClock clock,
      Runnable afterEach) {
    this.session = session;
    this.setting = setting;
    this.replies = replies;
    this.clock = clock;
    this.afterEach = afterEach;
  }

  boolean isRunning() {
    return running != null;
  }

  /// Makes one ready and announces it with 150; what this gives carries it out, and must be run:
  /// only that lets go of what the job holds.
  Runnable begin(Step.Begin step, DataPort port, DataProtection protection) throws IOException {
    var transfer = new Transfer(session, ++begun, step.job(), port, protection, setting);
    var started = new RunningTransfer(transfer, TransferReplies::of);
    running = started;
    try {
      replies.send(step.preliminary());
    } catch (IOException e) {
      start(started);
      throw e;
    }
    return () -> runToEnd(started);
  }

  /// Starts a job without a data connection, which is all that a transfer is but for its octets.
  void beside(FileJob job, Function<String, Reply> done) {
    var work = new FileWork(session, ++begun, job, setting);
    var started = new RunningTransfer(work, outcome -> FileJobReplies.of(outcome, done));
    running = started;
    start(started);
  }

  private void start(RunningTransfer started) {
    Thread.ofVirtual()
        .name("ferry-transfer-" + session + "-" + begun)
        .start(() -> runToEnd(started));
  }

  /// Whatever becomes of the transfer, its reply is paid: the session waits for nothing else.
  private void runToEnd(RunningTransfer started) {
    TransferOutcome outcome = DEFECT;
    try {
      outcome = started.work().run();
    } finally {
      finish(started, outcome);
      started.work().told();
    }
  }

  /// Pays the final reply of a transfer, unless that has been done.
  private void finish(RunningTransfer transfer, TransferOutcome outcome) {
    if (!transfer.claimReply()) {
      return;
    }
    try {
      clock.activity();
      replies.send(transfer.reply(outcome));
    } catch (IOException e) {
      // The reader of the control connection finds out by itself.
      LOG.log(Level.DEBUG, "the final reply of a transfer could not be sent", e);
    } finally {
      // Behind the reply, so that no reply to a later command can overtake it.
      running = null;
      afterEach.run();
      transfer.over();
    }
  }

  /// Aborts the one that runs, and sends its final reply and that of ABOR.
  void abort() throws IOException, InterruptedException {
    RunningTransfer current = running;
    if (current == null || current.isAnswered()) {
      // Who has read the end of a transfer must not hear that it was aborted.
      await();
      replies.send(Replies.nothingToAbort());
      return;
    }
    current.work().abort();
    if (!current.await(ABORT_PATIENCE)) {
      finish(current, new TransferOutcome.Aborted());
      // If it has ended by itself in this moment, its reply still goes first.
      current.await();
    }
    replies.send(Replies.aborted());
  }

  /// Waits for the final reply of the one that runs.
  void await() throws InterruptedException {
    RunningTransfer current = running;
    if (current != null) {
      current.await();
    }
  }

  /// The same, on behalf of a command that waits its turn. A job has no data connection that ends
  /// with its client, so the control connection is looked at meanwhile: nobody's digest is made to
  /// its end, nor anybody's behind whom more commands wait than are read ahead.
  void await(ControlConnection control) throws InterruptedException {
    RunningTransfer current = running;
    if (current == null || !current.isJob()) {
      await();
      return;
    }
    while (!current.await(BETWEEN_LOOKS)) {
      switch (control.readAhead(LOOK)) {
        case OPEN -> {}
        case CLOSED -> current.work().lose("control connection closed");
        case FULL -> current.work().lose("too many commands wait behind it");
      }
    }
  }

  /// Ends the one that runs because its client or its server is gone.
  ///
  /// @return what waits for its end, for a moment; a storage that hangs keeps it longer
  Optional<Runnable> lose(String why) {
    RunningTransfer current = running;
    if (current == null) {
      return Optional.empty();
    }
    current.work().lose(why);
    return Optional.of(() -> current.awaitAnyway(ABORT_PATIENCE));
  }

  /// How far the one is that runs.
  Optional<Surroundings.Progress> progress() {
    return Optional.ofNullable(running)
        .filter(transfer -> !transfer.isAnswered())
        .map(RunningTransfer::progress);
  }
}
