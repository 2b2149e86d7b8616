package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.transfer.Transfer;
import io.ferryftp.server.transfer.TransferJob;
import io.ferryftp.server.transfer.TransferOutcome;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One control connection, from greeting to goodbye, in one virtual thread; a running transfer has
/// another. This loop owns the only reference to the [Session], reads commands in order, and stops
/// reading while one waits for a transfer, which is the back-pressure that pipelining clients get.
///
/// [#drain] and [#cut] may be called from any thread.
public final class SessionLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(SessionLoop.class.getName());

  /// How long ABOR waits for a transfer that storage holds, before it is answered all the same.
  private static final Duration ABORT_PATIENCE = Duration.ofSeconds(5);

  private static final String STOPPING = "Server is stopping";

  private final long number;
  private final ControlConnection control;
  private final Engine engine;
  private final Limits limits;
  private final ReplyWriter replies;
  private final SessionPorts ports;
  private final Dispatcher dispatcher;
  private final ErrorBudget budget;
  private final SessionClock clock;
  private final SessionEvents events;
  private final Farewell farewell;
  private Session session = Session.NEW;
  private long transfers;
  private volatile @Nullable RunningTransfer running;
  private volatile boolean draining;

  /// @param number of the session within its server, from 1
  public SessionLoop(long number, ControlConnection control, Engine engine) {
    this.number = number;
    this.control = control;
    this.engine = engine;
    this.limits = engine.config().limits();
    this.replies =
        new ReplyWriter(number, control, engine.transfers().events(), limits.stallTime());
    this.ports =
        new SessionPorts(
            number, control.local(), control.remote(), engine.passivePorts(), engine.activePorts());
    this.dispatcher =
        new Dispatcher(
            new Surroundings(
                control.local(),
                control.remote(),
                engine.config(),
                engine.transfers().storageCalls(),
                ports,
                this::progress));
    this.budget = new ErrorBudget(limits);
    this.clock = new SessionClock(limits);
    this.events = new SessionEvents(number, engine.transfers().events());
    this.farewell = new Farewell(control, replies);
  }

  @Override
  public void run() {
    events.opened(control);
    try (StallWatch.Watch _ = engine.transfers().stallWatch().watch(replies)) {
      replies.send(Replies.ready());
      while (serve(nextLine())) {
        clock.activity();
      }
    } catch (IOException e) {
      farewell.because("control connection lost");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      farewell.because("server stopped");
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "session " + number + " ended by a defect", e);
      farewell.part("Internal error");
    } finally {
      end();
    }
  }

  /// Waits for the next line as long as the session's limits allow. A running transfer has limits
  /// of its own, and counts as activity.
  private ControlLine nextLine() {
    while (true) {
      ControlLine line =
          control.readLine(running == null ? clock.left(session) : limits.idleTime());
      if (!(line instanceof ControlLine.TimedOut)
          || (running == null && !clock.left(session).isPositive())) {
        return line;
      }
    }
  }

  /// Serves one line; false if it was the last.
  private boolean serve(ControlLine line) throws IOException, InterruptedException {
    return switch (line) {
      case ControlLine.Text(var text) -> serve(text);
      case ControlLine.TooLong _ -> {
        var unknown = new Command.Unknown("line too long");
        yield answer(session, unknown, Replies.lineTooLong(limits.lineOctets()));
      }
      case ControlLine.Flooded _ -> leave("Command line without end");
      case ControlLine.TimedOut _ ->
          leave(session.isLoggedIn() ? "Idle for too long" : "Not logged in in time");
      case ControlLine.Closed _ -> false;
    };
  }

  private boolean serve(String line) throws IOException, InterruptedException {
    events.received(line);
    Command command = CommandCodec.parse(line);
    if (command instanceof Command.Unknown
        && !session.isLoggedIn()
        && ForeignProtocol.speaks(line)) {
      return leave("This is FTP");
    }
    if (!command.verb().has(Trait.URGENT)) {
      awaitTransfer();
    }
    return switch (dispatcher.dispatch(session, command)) {
      case Step.Answer(var next, var reply) -> answer(next, command, reply);
      case Step.Begin begin -> begin(begin);
      case Step.Abort(var next) -> abort(next);
      case Step.Goodbye(var reply) -> {
        farewell.because("QUIT");
        awaitTransfer();
        replies.send(reply);
        yield false;
      }
    };
  }

  private boolean answer(Session next, Command command, Reply reply) throws IOException {
    Optional<String> exhausted = budget.spend(session, command, reply);
    events.login(command, session, next, reply);
    become(next);
    if (exhausted.isPresent()) {
      return leave(exhausted.get());
    }
    replies.send(reply);
    return true;
  }

  private void become(Session next) {
    if (session.dataPort() instanceof DataPortChoice.Passive
        && !(next.dataPort() instanceof DataPortChoice.Passive)) {
      ports.withdraw();
    }
    if (session.isLoggedIn() && !next.isLoggedIn()) {
      clock.stranger();
    }
    session = next;
  }

  /// Starts a transfer. 150 goes out before its thread starts, so that no reply can overtake it.
  private boolean begin(Step.Begin begin) throws IOException {
    budget.served();
    TransferJob job = begin.job();
    var transfer =
        new Transfer(number, ++transfers, job, ports.take(session.dataPort()), engine.transfers());
    session = begin.session();
    var started = new RunningTransfer(transfer);
    running = started;
    try {
      replies.send(begin.preliminary());
    } finally {
      // Even if the peer is gone: only a run lets go of what the job holds.
      Thread.ofVirtual()
          .name("ferry-transfer-" + number + "-" + transfers)
          .start(() -> runToEnd(started));
    }
    return true;
  }

  /// Whatever becomes of the transfer, its reply is paid: the session waits for nothing else.
  private void runToEnd(RunningTransfer started) {
    TransferOutcome outcome = new TransferOutcome.StorageFailed(new IOException("internal error"));
    try {
      outcome = started.transfer().run();
    } finally {
      finish(started, outcome);
    }
  }

  /// Pays the final reply of a transfer, unless that has been done.
  private void finish(RunningTransfer transfer, TransferOutcome outcome) {
    if (!transfer.claimReply()) {
      return;
    }
    try {
      clock.activity();
      replies.send(TransferReplies.of(outcome));
    } catch (IOException e) {
      // The reader of the control connection finds out by itself.
      LOG.log(Level.DEBUG, "the final reply of a transfer could not be sent", e);
    } finally {
      // Behind the reply, so that no reply to a later command can overtake it.
      running = null;
      if (draining) {
        farewell.part(STOPPING);
      }
      transfer.over();
    }
  }

  private boolean abort(Session next) throws IOException, InterruptedException {
    budget.served();
    RunningTransfer current = running;
    become(next);
    if (current == null) {
      replies.send(Replies.nothingToAbort());
      return true;
    }
    current.transfer().abort();
    if (!current.await(ABORT_PATIENCE)) {
      finish(current, new TransferOutcome.Aborted());
      // If it has ended by itself in this moment, its reply still goes first.
      current.await();
    }
    replies.send(Replies.aborted());
    return true;
  }

  private boolean leave(String why) throws IOException {
    farewell.say(why);
    return false;
  }

  private void awaitTransfer() throws InterruptedException {
    RunningTransfer current = running;
    if (current != null) {
      current.await();
    }
  }

  /// Lets a running transfer finish, then ends the session; ends it now if there is none.
  public void drain() {
    // In this order: a transfer that ends just now sees the one or we see the other.
    draining = true;
    if (running == null) {
      farewell.part(STOPPING);
    }
  }

  /// Ends the session now, and its transfer, whose end is still told to a client that listens.
  public void cut() {
    farewell.because("server stopped");
    draining = true;
    RunningTransfer current = running;
    if (current == null) {
      farewell.close();
    } else {
      current.transfer().lose("server stopped");
    }
  }

  /// Closes the control connection over the head of whoever still writes to it.
  public void sever() {
    farewell.close();
  }

  private void end() {
    RunningTransfer current = running;
    if (current != null) {
      current.transfer().lose("control connection closed");
    }
    ports.withdraw();
    farewell.close();
    if (current != null) {
      // So that its events come before ours; unless storage holds it.
      current.awaitAnyway(ABORT_PATIENCE);
    }
    events.closed(farewell.reason());
  }

  private Optional<Surroundings.Progress> progress() {
    return Optional.ofNullable(running).map(RunningTransfer::progress);
  }
}
