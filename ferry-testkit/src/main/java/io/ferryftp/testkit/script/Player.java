package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.testkit.script.Mishap.DripControl;
import io.ferryftp.testkit.script.Mishap.Pause;
import io.ferryftp.testkit.script.Mishap.Plain;
import io.ferryftp.testkit.script.Mishap.Protection;
import io.ferryftp.testkit.script.Mishap.WrongAddress;
import io.ferryftp.testkit.script.Script.Turn;
import io.ferryftp.testkit.script.ScriptLine.DataLine;
import io.ferryftp.testkit.script.ScriptLine.MishapLine;
import io.ferryftp.testkit.script.ScriptLine.ServerLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Plays one end of a transcript over one control connection.
final class Player {
  /// Which end is played.
  enum End {
    SERVER,
    CLIENT
  }

  /// How far it is.
  enum State {
    PLAYING,
    /// Nothing that has to come is missing.
    COMPLETE,
    /// The conversation is over, well or not.
    OVER
  }

  private static final List<String> UPLOADS = List.of("STOR", "STOU", "APPE");

  private final End end;
  private final int connection;
  private final Script script;
  private final Stage stage;
  private final ControlWire control;
  private final DataPort port;
  private final ScriptTls tls;
  private final DataExchange data;
  private final InetAddress peer;
  private final List<InetSocketAddress> dataPeers = new CopyOnWriteArrayList<>();
  private volatile int at = 1;
  private String verb = "";
  private DataPort.Manner manner = DataPort.Manner.OPEN;
  private Optional<InetAddress> wrongAddress = Optional.empty();
  private State state = State.PLAYING;
  private Optional<Difference> difference = Optional.empty();

  Player(End end, int connection, Transcript transcript, Stage stage, SocketChannel channel)
      throws IOException {
    this.end = end;
    this.connection = connection;
    this.script = Script.of(transcript);
    this.stage = stage;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var wire = new PlainWire(channel);
    peer = wire.remote().getAddress();
    port = new DataPort(stage);
    control = new ControlWire(stage, wire, script, end, port::giveUp);
    tls = new ScriptTls(end, stage.setting().patience());
    data = new DataExchange(stage, control, port, tls, dataPeers::add);
  }

  /// Plays to the end.
  void play() {
    try {
      follow(script.greeting());
      if (end == End.SERVER) {
        answer();
      } else {
        ask();
      }
    } catch (Deviation e) {
      become(State.OVER, Optional.of(e.on(connection)));
    } catch (IOException | RuntimeException e) {
      become(
          State.OVER,
          Optional.of(new Difference(connection, script.end(), "to be playable", e.toString())));
    } finally {
      become(State.OVER, difference);
      control.close();
      port.close();
    }
  }

  /// Whether everything that has to come has come, or the conversation is over. To be asked under
  /// the bell's lock.
  boolean isSettled() {
    return state != State.PLAYING;
  }

  Optional<Difference> difference() {
    return difference;
  }

  /// The line that is being played.
  int line() {
    return at;
  }

  List<String> heard() {
    return control.heard();
  }

  byte[] received() {
    return data.received();
  }

  List<InetSocketAddress> dataPeers() {
    return List.copyOf(dataPeers);
  }

  /// The server's end: one turn for each line of the client.
  private void answer() throws Deviation, IOException {
    int turn = 0;
    while (true) {
      ScriptLine expected = script.at(turn);
      at = expected.number();
      data.finish(expected.number());
      boolean required = script.isRequiredFrom(turn);
      if (!required) {
        become(State.COMPLETE, Optional.empty());
      }
      switch (control.next(stage.setting().patience())) {
        case ControlWire.News.Line(String line) -> turn = turnBy(line, turn, expected);
        case ControlWire.News.Silence silence -> {
          if (required) {
            throw new Deviation(expected.number(), expected.format(), words(silence));
          }
          if (silence == ControlWire.News.Silence.ENDED) {
            return;
          }
        }
      }
    }
  }

  private int turnBy(String line, int turn, ScriptLine expected) throws Deviation, IOException {
    Optional<Integer> meant = script.turn(line, turn);
    Optional<Turn> chosen = meant.map(script.turns()::get).or(() -> script.rule(line));
    if (chosen.isEmpty()) {
      throw new Deviation(expected.number(), expected.format(), line);
    }
    said(line);
    heard(line);
    follow(chosen.get().body());
    return meant.map(index -> index + 1).orElse(turn);
  }

  /// The client's end: says what it has to say, and leaves out what it may leave out.
  private void ask() throws Deviation, IOException {
    for (Turn turn : script.turns()) {
      if (turn.isRequired()) {
        data.finish(turn.head().number());
        said(turn.head().text().format());
        say(turn.head().text());
        follow(turn.body());
      }
    }
    data.finish(script.end());
  }

  private void follow(List<ScriptLine> body) throws Deviation, IOException {
    var block = new ArrayList<DataLine>();
    for (ScriptLine line : body) {
      at = line.number();
      if (line instanceof DataLine octets) {
        block.add(octets);
      } else {
        playData(block);
        follow(line);
      }
    }
    playData(block);
  }

  private void follow(ScriptLine line) throws Deviation, IOException {
    switch (line) {
      case MishapLine(_, Mishap mishap) -> suffer(line.number(), mishap);
      case ServerLine(int number, Template text) -> {
        data.finish(number);
        if (end == End.SERVER) {
          say(text);
        } else {
          expect(line, text);
        }
      }
      default -> throw new IllegalStateException("not in a turn: " + line.format());
    }
  }

  private void playData(List<DataLine> block) throws Deviation {
    if (!block.isEmpty()) {
      boolean fromClient = UPLOADS.contains(verb);
      boolean outwards = fromClient == (end == End.CLIENT);
      data.play(block, outwards ? DataExchange.Way.OUT : DataExchange.Way.IN);
      block.clear();
    }
  }

  private void say(Template text) throws IOException {
    var listener = new InetSocketAddress(stage.setting().address(), 0);
    if (text.namesDataPort()) {
      listener = port.listen(manner);
      manner = DataPort.Manner.OPEN;
    }
    var named =
        new InetSocketAddress(wrongAddress.orElse(listener.getAddress()), listener.getPort());
    wrongAddress = Optional.empty();
    control.say(text.stream(named));
  }

  private void expect(ScriptLine expected, Template text) throws Deviation {
    switch (control.next(stage.setting().patience())) {
      case ControlWire.News.Line(String line) -> {
        if (!text.matches(line)) {
          throw new Deviation(expected.number(), expected.format(), line);
        }
        heard(line);
      }
      case ControlWire.News.Silence silence ->
          throw new Deviation(expected.number(), expected.format(), words(silence));
    }
  }

  private void suffer(int line, Mishap mishap) throws Deviation, IOException {
    if (Script.concernsControl(mishap)) {
      data.finish(line);
    }
    switch (mishap) {
      case WrongAddress(InetAddress address) -> wrongAddress = Optional.of(address);
      case Pause pause -> stage.rest(pause.time());
      case DripControl drip -> control.pace(new Stage.Pace(drip.octets(), drip.every()));
      case Plain plain -> suffer(line, plain);
      case Protection.TLS -> control.protect(tls, line);
      case Protection.OFFER_TLS -> control.offer(tls, line);
      case Protection _, Mishap.ProtectionVersion _, Mishap.Certificate _ -> tls.take(mishap);
      default -> data.spoil(mishap);
    }
  }

  private void suffer(int line, Plain mishap) throws Deviation, IOException {
    switch (mishap) {
      case HOLD_DATA, OFFER_DATA -> data.spoil(mishap);
      case REFUSE_DATA -> manner = DataPort.Manner.REFUSING;
      case HANG_DATA -> manner = DataPort.Manner.HANGING;
      case CLOSE_CONTROL -> control.close();
      case RESET_CONTROL -> control.reset();
      case STALL_CONTROL -> {
        if (!control.await(control::hasEnded)) {
          throw new Deviation(line, "the peer to give up", "nothing");
        }
      }
    }
  }

  /// The client said this: data of an upload go the other way.
  private void said(String line) {
    verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
  }

  /// The peer said this: if it names a data port, that is where the next data connection goes.
  private void heard(String line) {
    Optional<InetSocketAddress> named =
        end == End.SERVER ? AnnouncedPort.ofCommand(line) : AnnouncedPort.ofReply(line, peer);
    named.ifPresent(port::announced);
  }

  private String words(ControlWire.News.Silence silence) {
    return switch (silence) {
      case ENDED -> "the end of the control connection";
      case LATE -> "nothing within " + stage.setting().patience().toMillis() + " ms";
    };
  }

  private void become(State next, Optional<Difference> what) {
    stage
        .bell()
        .ring(() -> {
          state = next;
          difference = what;
        });
  }
}
