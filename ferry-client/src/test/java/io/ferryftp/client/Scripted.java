package io.ferryftp.client;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.script.ScriptedServer;
import io.ferryftp.testkit.script.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// A server that plays transcripts which begin with a login, and what a client heard of it.
final class Scripted implements AutoCloseable {
  /// What every transcript here begins with; TYPE and FEAT come whenever the client wants.
  static final String LOGIN =
      """
      S> 220 ready
      C> USER anna
      S> 331 password
      C> PASS secret
      S> 230 in
      *> TYPE {any}
      S> 200 ok
      *> FEAT
      S> 502 no
      *> SIZE {any}
      S> 550 no
      *> MDTM {any}
      S> 550 no
      """;

  /// The same behind AUTH TLS, with data connections that are protected.
  static final String SECURE_LOGIN =
      "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> tls\n" + secured(LOGIN);

  static final ServerTrust TRUST =
      new ServerTrust.Vouched(
          List.of(TestCertificates.authority()),
          KnownCertificates.NONE,
          UnknownCertificate.REFUSED);

  /// Long enough for a busy machine where nothing is waited for, short where something is.
  static final ClientLimits LIMITS =
      ClientLimits.DEFAULT
          .withConnect(Duration.ofSeconds(5))
          .withReply(Duration.ofSeconds(5))
          .withDataConnection(Duration.ofMillis(300))
          .withStall(Duration.ofMillis(500))
          .withAbort(Duration.ofMillis(500));

  private final ScriptedServer server;
  private final Queue<ClientEvent> events = new ConcurrentLinkedQueue<>();

  private Scripted(ScriptedServer server) {
    this.server = server;
  }

  /// A server that plays these after a login, one a connection.
  static Scripted after(String... transcripts) throws IOException {
    return play(Stream.of(transcripts).map(LOGIN::concat).toArray(String[]::new));
  }

  /// The rest of a login behind its greeting, and the protection of data connections.
  static String secured(String login) {
    return login.substring(login.indexOf('\n') + 1)
        + "C> PBSZ 0\nS> 200 ok\nC> PROT P\nS> 200 private\n!> data tls\n";
  }

  /// A server that plays these after a login under TLS, one a connection.
  static Scripted afterTls(String... transcripts) throws IOException {
    return play(Stream.of(transcripts).map(SECURE_LOGIN::concat).toArray(String[]::new));
  }

  /// A server that plays these, one a connection.
  static Scripted play(String... transcripts) throws IOException {
    return new Scripted(
        ScriptedServer.play(
            Stream.of(transcripts).map(Transcript::parse).toArray(Transcript[]::new)));
  }

  ClientConfig.Builder config() {
    return ClientConfig.builder(server.address().getAddress().getHostAddress())
        .port(server.port())
        .tls(ClientTls.DEFAULT.withMode(TlsMode.OFF))
        .limits(LIMITS)
        .listener(events::add);
  }

  /// With TLS of this kind, for the authority of the test kit.
  ClientConfig.Builder config(TlsMode mode) {
    return config().tls(new ClientTls(mode, TRUST, Optional.empty()));
  }

  FtpClient login(DataMode mode) throws IOException {
    return login(config().dataMode(mode).build());
  }

  FtpClient login(ClientConfig config) throws IOException {
    return FtpClient.open(config, Login.of("anna", Secret.of("secret")));
  }

  ScriptedServer server() {
    return server;
  }

  List<ClientEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    server.close();
  }
}
