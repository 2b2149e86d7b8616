package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.UnreadInputException;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.tls.ClearTextException;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.transfer.DataPort;
import io.ferryftp.server.transfer.DataProtection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/// One control connection, from greeting to goodbye, in one virtual thread; a running transfer has
/// another. This loop owns the only reference to the [Session], reads commands in order, and stops
/// reading while one waits for a transfer, which is the back-pressure that pipelining clients get.
///
/// [#drain] and [#cut] may be called from any thread.
public final class SessionLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(SessionLoop.class.getName());

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
  private final Protection protection;
  private final Transfers transfers;
  private final Devices devices;
  private Session session = Session.NEW;
  private volatile boolean draining;

  /// @param number of the session within its server, from 1
  public SessionLoop(long number, ControlConnection control, Engine engine) {
    this.number = number;
    this.control = control;
    this.engine = engine;
    this.limits = engine.config().limits();
    var hub = engine.transfers().events();
    this.replies = new ReplyWriter(number, control, hub, limits.stallTime());
    this.events = new SessionEvents(number, hub);
    this.clock = new SessionClock(limits);
    this.budget = new ErrorBudget(limits);
    this.farewell = new Farewell(control, replies);
    this.protection = new Protection(control, replies, engine.config(), events);
    this.transfers =
        new Transfers(number, engine.transfers(), replies, clock, this::partIfDraining);
    this.ports =
        new SessionPorts(
            number, control.local(), control.remote(), engine.passivePorts(), engine.activePorts());
    this.devices = new Devices(engine.config().devices(), control.remote().getAddress());
    this.dispatcher =
        new Dispatcher(
            new Surroundings(
                control.local(),
                control.remote(),
                engine.config(),
                engine.transfers().storageCalls(),
                ports,
                transfers::progress));
  }

  @Override
  public void run() {
    events.opened(control);
    events.profile(Optional.empty(), devices.of(session));
    try (StallWatch.Watch _ = engine.transfers().stallWatch().watch(replies)) {
      boolean open = greet();
      while (open) {
        open = serve(nextLine());
        clock.activity();
      }
      replies.end();
      farewell.hearOut();
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

  /// The first reply, and before it TLS where the connection begins with it; false if that failed.
  private boolean greet() throws IOException {
    if (engine.beginning() == Engine.Beginning.TLS && !protect(Security::implicit)) {
      return false;
    }
    replies.send(Replies.ready());
    return true;
  }

  /// Waits for the next line as long as the session's limits allow. A running transfer has limits
  /// of its own, and counts as activity.
  private ControlLine nextLine() {
    while (true) {
      ControlLine line =
          control.readLine(transfers.isRunning() ? limits.idleTime() : clock.left(session));
      if (!(line instanceof ControlLine.TimedOut)
          || (!transfers.isRunning() && !clock.left(session).isPositive())) {
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
        yield answer(
            session.before(unknown.verb()), unknown, Replies.lineTooLong(limits.lineOctets()));
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
      transfers.await(control);
    }
    return switch (dispatcher.dispatch(session, command)) {
      case Step.Answer(var next, var reply) -> answer(next, command, reply);
      case Step.Begin begin -> begin(begin);
      case Step.Beside(var next, var job, var done) -> {
        budget.served();
        session = next;
        transfers.beside(job, done);
        yield true;
      }
      case Step.Abort(var next) -> {
        budget.served();
        become(next);
        transfers.abort();
        yield true;
      }
      case Step.Protect(var next, var prompt, var mechanism) -> {
        change(next, prompt);
        yield switch (mechanism) {
          case TLS -> protect(Security::explicit);
          case SSL -> protect(Security::implicit);
        };
      }
      case Step.ClearControl(var next, var reply) -> {
        change(next, reply);
        yield clear(protection::clear);
      }
      case Step.Reinitialise(var next, var reply) -> {
        change(next, reply);
        yield clear(protection::end);
      }
      case Step.Goodbye(var reply) -> {
        farewell.because("QUIT");
        transfers.await(control);
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
    events.profile(devices.of(session), devices.of(next));
    control.speak(next.encoding());
    session = next;
  }

  private boolean begin(Step.Begin begin) throws IOException {
    budget.served();
    DataPort port = ports.take(session.dataPort());
    DataProtection data = protection.data(session);
    session = begin.session();
    transfers.begin(begin.job(), port, data, begin.preliminary());
    return true;
  }

  private void change(Session next, Reply reply) throws IOException {
    budget.served();
    become(next);
    replies.send(reply);
  }

  /// Agrees on TLS; false if that failed, which ends the session. Who speaks in clear is told so in
  /// clear; everybody else has had TLS's own alert, or has gone.
  private boolean protect(Function<Security.Peer, Security> beginning) throws IOException {
    try {
      session = session.protectedBy(beginning.apply(protection.begin(session.host())));
      return true;
    } catch (ClearTextException | UnreadInputException e) {
      return leave("TLS had to begin here");
    } catch (IOException e) {
      farewell.because("TLS did not come about");
      return false;
    }
  }

  /// Goes on in clear; false if the client said more before it could know that it may.
  private boolean clear(Clearing clearing) throws IOException {
    try {
      clearing.run();
      return true;
    } catch (UnreadInputException e) {
      return leave("The next command came before the protection had ended");
    }
  }

  @FunctionalInterface
  private interface Clearing {
    void run() throws IOException;
  }

  private boolean leave(String why) throws IOException {
    farewell.say(why);
    return false;
  }

  /// Lets a running transfer finish, then ends the session; ends it now if there is none.
  public void drain() {
    // In this order: a transfer that ends just now sees the one or we see the other.
    draining = true;
    if (!transfers.isRunning()) {
      farewell.part(STOPPING);
    }
  }

  private void partIfDraining() {
    if (draining) {
      farewell.part(STOPPING);
    }
  }

  /// Ends the session now, and its transfer, whose end is still told to a client that listens.
  public void cut() {
    farewell.because("server stopped");
    draining = true;
    if (transfers.lose("server stopped").isEmpty()) {
      farewell.close();
    }
  }

  /// Closes the control connection over the head of whoever still writes to it.
  public void sever() {
    farewell.close();
  }

  private void end() {
    Optional<Runnable> lost = transfers.lose("control connection closed");
    ports.withdraw();
    farewell.close();
    // So that its events come before ours; unless storage holds it.
    lost.ifPresent(Runnable::run);
    events.closed(farewell.reason());
  }
}
