package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.net.UnreadInputException;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.tls.ClearTextException;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.session.Lead.Turn;
import io.ferryftp.server.transfer.DataPort;
import io.ferryftp.server.transfer.DataProtection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/// One control connection, from greeting to goodbye. One thread at a time has its [Lead]; that one
/// owns the only reference to the [Session], reads commands in order, and stops reading while one
/// waits for a transfer, which is the back-pressure that pipelining clients get.
///
/// [#drain] and [#cut] may be called from any thread.
public final class SessionLoop {
  private static final System.Logger LOG = System.getLogger(SessionLoop.class.getName());

  private static final String STOPPING = "Server is stopping";

  private final long number;
  private final ControlConnection control;
  private final Engine engine;
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
  private final Lead lead;
  private final CommandLines lines;
  private final Runnable afterwards;
  private Session session = Session.NEW;
  private volatile boolean draining;

  /// @param number of the session within its server, from 1
  /// @param afterwards is run once, when the session is over
  public SessionLoop(long number, ControlConnection control, Engine engine, Runnable afterwards) {
    this.number = number;
    this.afterwards = afterwards;
    this.lead = new Lead(number, engine.threads(), this::serveFrom);
    this.control = control;
    this.engine = engine;
    Limits limits = engine.config().limits();
    var hub = engine.transfers().events();
    this.replies = new ReplyWriter(number, control, hub, limits.stallTime());
    this.events = new SessionEvents(number, hub);
    this.clock = new SessionClock(limits);
    this.budget = new ErrorBudget(limits);
    this.farewell = new Farewell(control, replies);
    this.protection = new Protection(control, replies, engine.config(), events);
    this.transfers = new Transfers(number, engine.transfers(), replies, clock, this::partAtDrain);
    this.lines = new CommandLines(control, limits, clock, transfers, lead);
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

  /// Begins the session, in a thread of its own.
  public void start() {
    lead.begin(this::greet);
  }

  /// Serves the session in this thread as long as that has the lead.
  private void serveFrom(Lead.Beginning first) {
    var turn = Turn.ON;
    try {
      turn = first.run();
      while (turn == Turn.ON) {
        clock.activity();
        ControlLine line = lines.next(session);
        turn = line instanceof ControlLine.TimedOut && lead.isHot() ? lead.pass() : serve(line);
      }
      if (turn == Turn.OVER) {
        farewell.hearOut();
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
      if (turn != Turn.ELSEWHERE) {
        end();
      }
    }
  }

  /// The first reply, and before it TLS where the connection begins with it; over if that failed.
  private Turn greet() throws IOException {
    events.opened(control);
    events.profile(Optional.empty(), devices.of(session));
    replies.watch(engine.transfers().stallWatch());
    if (engine.beginning() == Engine.Beginning.TLS && protect(Security::implicit) == Turn.OVER) {
      return Turn.OVER;
    }
    replies.send(Replies.ready());
    return Turn.ON;
  }

  private Turn serve(ControlLine line) throws IOException, InterruptedException {
    return switch (line) {
      case ControlLine.Text(var text) -> serve(text);
      case ControlLine.TooLong _ -> {
        var unknown = new Command.Unknown("line too long");
        yield answer(
            session.before(unknown.verb()),
            unknown,
            Replies.lineTooLong(engine.config().limits().lineOctets()));
      }
      case ControlLine.Flooded _ -> leave("Command line without end");
      case ControlLine.TimedOut _ ->
          leave(session.isLoggedIn() ? "Idle for too long" : "Not logged in in time");
      case ControlLine.Closed _ -> Turn.OVER;
    };
  }

  private Turn serve(String line) throws IOException, InterruptedException {
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
        yield Turn.ON;
      }
      case Step.Abort(var next) -> {
        budget.served();
        become(next);
        transfers.abort();
        yield Turn.ON;
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
        yield cleared(protection.clear());
      }
      case Step.Reinitialise(var next, var reply) -> {
        change(next, reply);
        yield cleared(protection.end());
      }
      case Step.Goodbye(var reply) -> {
        farewell.because("QUIT");
        transfers.await(control);
        replies.send(reply);
        yield Turn.OVER;
      }
    };
  }

  private Turn answer(Session next, Command command, Reply reply) throws IOException {
    Optional<String> exhausted = budget.spend(session, command, reply);
    events.login(command, session, next, reply);
    become(next);
    if (exhausted.isPresent()) {
      return leave(exhausted.get());
    }
    replies.send(reply);
    return Turn.ON;
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

  private Turn begin(Step.Begin begin) throws IOException {
    budget.served();
    DataPort port = ports.take(session.dataPort());
    DataProtection data = protection.data(session);
    session = begin.session();
    return lead.through(begin.job(), transfers.begin(begin, port, data));
  }

  private void change(Session next, Reply reply) throws IOException {
    budget.served();
    become(next);
    replies.send(reply);
  }

  /// Agrees on TLS; over if that failed, which ends the session. Who speaks in clear is told so in
  /// clear; everybody else has had TLS's own alert, or has gone.
  private Turn protect(Function<Security.Peer, Security> beginning) throws IOException {
    try {
      session = session.protectedBy(beginning.apply(protection.begin(session.host())));
      return Turn.ON;
    } catch (ClearTextException | UnreadInputException e) {
      return leave("TLS had to begin here");
    } catch (IOException e) {
      farewell.because("TLS did not come about");
      return Turn.OVER;
    }
  }

  private Turn cleared(Protection.Clearing how) throws IOException {
    return how == Protection.Clearing.DONE
        ? Turn.ON
        : leave("The next command came before the protection had ended");
  }

  private Turn leave(String why) throws IOException {
    farewell.say(why);
    return Turn.OVER;
  }

  /// Lets a running transfer finish, then ends the session; ends it now if there is none.
  public void drain() {
    // In this order: a transfer that ends just now sees the one or we see the other.
    draining = true;
    if (!transfers.isRunning()) {
      farewell.part(STOPPING);
    }
  }

  private void partAtDrain() {
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
    try {
      lead.end();
      replies.unwatch();
      Optional<Runnable> lost = transfers.lose("control connection closed");
      ports.withdraw();
      farewell.close();
      // So that its events come before ours; unless storage holds it.
      lost.ifPresent(Runnable::run);
      events.closed(farewell.reason());
    } finally {
      afterwards.run();
    }
  }
}
