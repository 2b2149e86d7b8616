package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// A client that counts replies: one final one for each command, as long as the control connection
/// lives.
final class FaultClient implements AutoCloseable {
  /// How long an answer may take on a busy machine.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Pattern PORT = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");
  private static final int PARTING = 421;

  private final PlainWire plain;
  private final Setting setting;
  private final FaultPlan plan;
  private final SSLContext sessions = TestCertificates.clientContext();
  private final List<String> dialogue = new ArrayList<>();
  private Wire control;
  private boolean dismissed;

  FaultClient(SocketChannel socket, Setting setting, FaultPlan plan) throws IOException {
    this.plain = new PlainWire(socket);
    this.control = plain;
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
    return String.join("\n", dialogue);
  }

  /// The greeting, and AUTH TLS if that is how this client talks.
  void begin() throws IOException {
    reply();
    if (setting.protection() == Setting.Protection.TLS && ask("AUTH TLS") == 234) {
      TlsWire wire = TlsWire.forControl(control, engine());
      try {
        wire.handshake(PATIENCE);
      } catch (IOException e) {
        throw new ControlEndedException("no TLS", e);
      }
      control = wire;
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
    send(line);
    return finalReply();
  }

  /// A transfer, from its data port to its final reply.
  Result transfer(String command, Duty duty) throws IOException {
    try (DataEnd data = dataEnd()) {
      plan.onReset(Layer.DATA, data::reset);
      data.start(duty, this::secured);
      send(command);
      String opening = reply();
      String last = finalBehind(opening);
      if (code(last) != 226) {
        data.end();
      }
      return new Result(code(last), opening + "\n" + last, data.finish());
    }
  }

  /// A transfer that is aborted in its midst; gives the codes of its reply and of that to ABOR.
  List<Integer> abort(String command, Duty duty, Ledger ledger, BooleanSupplier inMidst)
      throws IOException {
    try (DataEnd data = dataEnd()) {
      plan.onReset(Layer.DATA, data::reset);
      data.start(duty, this::secured);
      send(command);
      String opening = reply();
      var codes = new ArrayList<Integer>();
      if (isPreliminary(opening)) {
        ledger.await("the transfer is in its midst", inMidst, PATIENCE);
        send("ABOR");
        codes.add(code(finalReply()));
      } else {
        codes.add(code(finalBehind(opening)));
        send("ABOR");
      }
      codes.add(code(finalReply()));
      data.end();
      data.finish();
      return codes;
    }
  }

  private DataEnd dataEnd() throws IOException {
    return switch (setting.way()) {
      case PASSIVE -> {
        Matcher port = PORT.matcher(askText("EPSV"));
        yield port.find()
            ? DataEnd.connected(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1))))
            : DataEnd.none();
      }
      case ACTIVE -> {
        DataEnd end = DataEnd.listening();
        try {
          if (ask("EPRT |1|127.0.0.1|" + end.port() + "|") == 200) {
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
    TlsWire wire = TlsWire.forData(below, engine());
    wire.handshake(PATIENCE);
    return wire;
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
    requireEnd();
  }

  private void requireEnd() throws IOException {
    int octets;
    try {
      octets = control.read(ByteBuffer.allocate(1), PATIENCE);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the control connection does not end\n" + dialogue(), e);
    } catch (IOException e) {
      throw new ControlEndedException("not in order", e);
    }
    if (octets >= 0) {
      throw new AssertionError("something was said behind the last reply\n" + dialogue());
    }
  }

  private void send(String line) throws IOException {
    dialogue.add("C> " + line);
    try {
      control.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new ControlEndedException("while " + line + " was sent", e);
    }
  }

  private String finalReply() throws IOException {
    return finalBehind(reply());
  }

  /// The final reply, if this is not yet it.
  private String finalBehind(String first) throws IOException {
    String reply = first;
    while (isPreliminary(reply)) {
      reply = reply();
    }
    if (code(reply) == PARTING) {
      dismissed = true;
      requireEnd();
      throw new ControlEndedException(reply);
    }
    return reply;
  }

  private static boolean isPreliminary(String reply) {
    return reply.startsWith("1");
  }

  private static int code(String reply) {
    return Integer.parseInt(reply.substring(0, 3));
  }

  /// The last line of the next reply.
  private String reply() throws IOException {
    String line;
    do {
      line = line();
      dialogue.add("S> " + line);
    } while (!line.matches("\\d{3} .*"));
    return line;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    var octet = ByteBuffer.allocate(1);
    try {
      while (control.read(octet.clear(), PATIENCE) >= 0) {
        if (octet.get(0) == '\n') {
          return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
        line.write(octet.get(0));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no reply came\n" + dialogue(), e);
    } catch (IOException e) {
      throw new ControlEndedException("while a reply was awaited", e);
    }
    throw new ControlEndedException("instead of a reply");
  }

  @Override
  public void close() throws IOException {
    control.close();
  }
}
