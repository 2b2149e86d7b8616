package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// A client that counts replies: one final one for each command, as long as the control connection
/// lives.
final class FaultClient implements AutoCloseable {
  /// How long an answer may take on a busy machine.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PARTING = 421;

  private final PlainWire plain;
  private final Setting setting;
  private final FaultPlan plan;
  private SSLContext sessions = TestCertificates.clientContext();
  private final Dialogue dialogue;
  private boolean dismissed;
  private PortLanguage language = PortLanguage.EXTENDED;
  private Optional<SSLContext> served = Optional.empty();

  FaultClient(SocketChannel socket, Setting setting, FaultPlan plan) throws IOException {
    this.plain = new PlainWire(socket);
    this.dialogue = new Dialogue(plain);
    this.setting = setting;
    this.plan = plan;
    plan.onReset(Layer.CONTROL, this::reset);
  }

  /// A final reply, and what came over the data connection before it.
  record Result(int code, String text, DataEnd.Moved moved) {
    boolean isComplete() {
      return code == 226;
    }
  }

  private void reset() {
    try {
      plain.reset();
    } catch (IOException e) {
      throw new AssertionError("a socket of the client cannot be reset", e);
    }
  }

  /// Whether the server has said 421.
  boolean wasDismissed() {
    return dismissed;
  }

  String dialogue() {
    return dialogue.toString();
  }

  Setting setting() {
    return setting;
  }

  /// From now on, data ports are agreed on in this way.
  void speak(PortLanguage other) {
    language = other;
  }

  /// SSCN ON: this client is another server from now on. Gives the code of its reply.
  int becomeServer() throws IOException {
    int code = ask("SSCN ON");
    if (code == 200) {
      served = Optional.of(TestCertificates.clientContext(TestCertificates.server()));
    }
    return code;
  }

  /// The greeting, and AUTH TLS if that is how this client talks.
  void begin() throws IOException {
    dialogue.reply();
    authenticate();
  }

  /// REIN, which ends the protection, and the same again; gives the code of its reply.
  int reinitialise() throws IOException {
    int code = ask("REIN");
    if (code == 220 && dialogue.wire() instanceof TlsWire protection) {
      try {
        dialogue.goOn(protection.cleared());
      } catch (IOException e) {
        throw new ControlEndedException("while the protection ended", e);
      }
      sessions = TestCertificates.clientContext();
      authenticate();
    }
    return code;
  }

  private void authenticate() throws IOException {
    if (setting.protection() == Setting.Protection.TLS && ask("AUTH TLS") == 234) {
      TlsWire wire = TlsWire.forControl(dialogue.wire(), engine());
      try {
        wire.handshake(PATIENCE);
      } catch (IOException e) {
        throw new ControlEndedException("no TLS", e);
      }
      dialogue.goOn(wire);
      ask("PBSZ 0");
      ask("PROT P");
    }
  }

  /// Sends a line; gives the code of its final reply.
  int ask(String line) throws IOException {
    return code(askText(line));
  }

  /// Sends a line; gives the last line of its final reply.
  String askText(String line) throws IOException {
    dialogue.send(line);
    return finalReply();
  }

  /// A transfer, from its data port to its final reply.
  Result transfer(String command, Duty duty) throws IOException {
    try (DataEnd data = dataEnd()) {
      plan.onReset(Layer.DATA, data::reset);
      data.start(duty, this::secured);
      dialogue.send(command);
      String opening = dialogue.reply();
      String last = finalBehind(opening);
      if (code(last) != 226) {
        data.end();
      }
      return new Result(code(last), opening + "\n" + last, data.finish());
    }
  }

  /// A transfer that is aborted in its midst, to its own final reply; that to ABOR is still to
  /// come.
  Result abort(String command, Duty duty, Ledger ledger, BooleanSupplier inMidst)
      throws IOException {
    try (DataEnd data = dataEnd()) {
      plan.onReset(Layer.DATA, data::reset);
      data.start(duty, this::secured);
      dialogue.send(command);
      String first = dialogue.reply();
      if (isPreliminary(first)) {
        ledger.await("the transfer is in its midst", inMidst, PATIENCE);
        dialogue.send("ABOR");
        first = finalReply();
      } else {
        first = finalBehind(first);
        dialogue.send("ABOR");
      }
      if (code(first) != 226) {
        data.end();
      }
      return new Result(code(first), first, data.finish());
    }
  }

  /// The code of the reply to ABOR.
  int aborted() throws IOException {
    return code(finalReply());
  }

  private DataEnd dataEnd() throws IOException {
    return switch (setting.way()) {
      case PASSIVE -> {
        OptionalInt port = language.port(askText(language.passive()));
        yield port.isPresent()
            ? DataEnd.connected(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt()))
            : DataEnd.none();
      }
      case ACTIVE -> {
        DataEnd end = DataEnd.listening();
        try {
          if (ask(language.active(end.port())) == 200) {
            yield end;
          }
        } catch (IOException e) {
          end.close();
          throw e;
        }
        end.close();
        yield DataEnd.none();
      }
    };
  }

  private Wire secured(Wire below) throws IOException {
    if (setting.protection() == Setting.Protection.CLEAR) {
      return below;
    }
    TlsWire wire = TlsWire.forData(below, served.map(FaultClient::serving).orElseGet(this::engine));
    wire.handshake(PATIENCE);
    return wire;
  }

  private static SSLEngine serving(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  private SSLEngine engine() {
    SSLEngine engine = sessions.createSSLEngine("localhost", plain.remote().getPort());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// QUIT, its reply, and then nothing more.
  void quit() throws IOException {
    if (ask("QUIT") != 221) {
      throw new AssertionError("QUIT was not answered\n" + dialogue());
    }
    dialogue.requireEnd();
  }

  private String finalReply() throws IOException {
    return finalBehind(dialogue.reply());
  }

  /// The final reply, if this is not yet it.
  private String finalBehind(String first) throws IOException {
    String reply = first;
    while (isPreliminary(reply)) {
      reply = dialogue.reply();
    }
    if (code(reply) == PARTING) {
      dismissed = true;
      dialogue.requireEnd();
      throw new ControlEndedException(reply);
    }
    return reply;
  }

  private static boolean isPreliminary(String reply) {
    return reply.startsWith("1");
  }

  /// The code of a reply.
  static int code(String reply) {
    return Integer.parseInt(reply.substring(0, 3));
  }

  @Override
  public void close() throws IOException {
    dialogue.wire().close();
  }
}
