package io.ferryftp.tests.tls;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// A client of FTPS that does what it is told, right or wrong, one step at a time.
final class TlsClient implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String HOST = "localhost";

  private final TlsVersion version;
  private final SSLContext context;
  private final InetAddress server;
  private final int port;
  private Wire control;

  private TlsClient(TlsVersion version, SSLContext context, Wire control) {
    this.version = version;
    this.context = context;
    this.server = control.remote().getAddress();
    this.port = control.remote().getPort();
    this.control = control;
  }

  /// Connects, and nothing else.
  static TlsClient connect(InetSocketAddress address, TlsVersion version, SSLContext context)
      throws IOException {
    return new TlsClient(version, context, wire(address));
  }

  /// Connects with sessions of its own, and reads the greeting.
  static TlsClient greeted(TestFtpServer server, TlsVersion version) throws IOException {
    return greeted(server, version, TestCertificates.clientContext());
  }

  /// The same with certificates or sessions that are given.
  static TlsClient greeted(TestFtpServer server, TlsVersion version, SSLContext context)
      throws IOException {
    TlsClient client = connect(server.address(), version, context);
    client.expect("220", client.reply());
    return client;
  }

  /// Connects, speaks TLS, logs in, and asks for protected data connections.
  static TlsClient loggedIn(TestFtpServer server, TlsVersion version) throws IOException {
    TlsClient client = greeted(server, version);
    client.authenticate();
    client.login(server);
    return client;
  }

  /// AUTH TLS and the handshake.
  void authenticate() throws IOException {
    expectAuth();
    protectControl(_ -> {});
  }

  /// AUTH TLS, up to the handshake.
  void expectAuth() throws IOException {
    expect("234", ask("AUTH TLS"));
  }

  /// The same connection with other sessions.
  TlsClient withSessionsOf(SSLContext other) {
    return new TlsClient(version, other, control);
  }

  /// The handshake on the control connection.
  ///
  /// @param change of what the client offers
  SSLEngine protectControl(Consumer<SSLParameters> change) throws IOException {
    SSLEngine engine = engine(context, change);
    TlsWire wire = TlsWire.forControl(control, engine);
    wire.handshake(PATIENCE);
    control = wire;
    return engine;
  }

  /// USER, PASS, PBSZ and PROT P.
  void login(TestFtpServer account) throws IOException {
    expect("331", ask("USER " + account.user()));
    expect("230", ask("PASS " + account.password()));
    expect("200", ask("TYPE I"));
    expect("200", ask("PBSZ 0"));
    expect("200", ask("PROT P"));
  }

  /// The control connection as it is, protected or not.
  Wire control() {
    return control;
  }

  /// Goes on in clear: both ends say the end of TLS, and the connection below stays.
  void dropProtection() throws IOException {
    if (control.read(ByteBuffer.allocate(1), PATIENCE) >= 0) {
      throw new AssertionError("the server said something instead of close_notify");
    }
    control.shutdownOutput();
    control = ((TlsWire) control).below();
  }

  /// Sends octets over the control connection.
  void send(String octets) throws IOException {
    control.write(ByteBuffer.wrap(octets.getBytes(StandardCharsets.UTF_8)));
  }

  /// Sends a line; gives the last line of the reply.
  String ask(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /// The last line of the next reply.
  String reply() throws IOException {
    String line;
    do {
      line = line();
    } while (!line.matches("\\d{3} .*"));
    return line;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    var octet = ByteBuffer.allocate(1);
    while (control.read(octet.clear(), PATIENCE) >= 0) {
      if (octet.get(0) == '\n') {
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      line.write(octet.get(0));
    }
    throw new EOFException("the server ended the control connection behind \"" + line + "\"");
  }

  private void expect(String code, String reply) {
    if (!reply.startsWith(code)) {
      throw new AssertionError("expected " + code + ", got " + reply);
    }
  }

  /// EPSV, and a data connection in clear.
  Wire open() throws IOException {
    String reply = ask("EPSV");
    expect("229", reply);
    String number = reply.replaceFirst(".*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1");
    return wire(new InetSocketAddress(server, Integer.parseInt(number)));
  }

  /// Protects a data connection by a session of this client, resumed if it has one.
  TlsWire protect(Wire data) throws IOException {
    return protect(data, context);
  }

  /// Protects a data connection by a session of somebody else's.
  TlsWire protect(Wire data, SSLContext from) throws IOException {
    TlsWire wire = TlsWire.forData(data, engine(from, _ -> {}));
    wire.handshake(PATIENCE);
    return wire;
  }

  /// The sessions of this client.
  SSLContext context() {
    return context;
  }

  /// What a command such as RETR gives, followed by its last reply.
  String download(String command) throws IOException {
    Wire clear = open();
    expect("150", ask(command));
    String content;
    try (clear) {
      content = readAll(protect(clear));
    }
    return content + reply();
  }

  /// Sends a text with a command such as STOR, in good order; gives the last reply.
  String upload(String command, String text) throws IOException {
    Wire clear = open();
    expect("150", ask(command));
    try (clear) {
      TlsWire wire = protect(clear);
      wire.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      wire.shutdownOutput();
      readAll(wire);
    }
    return reply();
  }

  static String readAll(Wire wire) throws IOException {
    var all = new ByteArrayOutputStream();
    var piece = ByteBuffer.allocate(16 << 10);
    while (wire.read(piece.clear(), PATIENCE) >= 0) {
      all.write(piece.array(), 0, piece.position());
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private SSLEngine engine(SSLContext from, Consumer<SSLParameters> change) {
    SSLEngine engine = from.createSSLEngine(HOST, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {version.word()});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    change.accept(parameters);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static Wire wire(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.socket().connect(address, Math.toIntExact(PATIENCE.toMillis()));
    return new PlainWire(channel);
  }

  @Override
  public void close() throws IOException {
    control.close();
  }
}
