package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ClientCertificates.Demand;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Control connections that are not what they claim, in each version of TLS.
@ParameterizedClass
@EnumSource(TlsVersion.class)
final class ControlAttackTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TlsVersion version;

  ControlAttackTest(TlsVersion version) {
    this.version = version;
  }

  private static TestFtpServer start() {
    return TestFtpServer.builder().tls(Tls.REQUIRED).start();
  }

  /// T151: what somebody in the middle put behind AUTH is not the client's.
  @Test
  void commandsBehindAuthAreNotExecuted() throws IOException {
    try (var server = start();
        var client = TlsClient.greeted(server, version)) {
      client.send("AUTH TLS\r\nUSER mallory\r\nPASS x\r\n");
      assertThat(client.reply()).startsWith("234");
      assertThatThrownBy(
              () -> {
                client.protectControl(_ -> {});
                client.ask("NOOP");
              })
          .isInstanceOf(IOException.class);
      server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
      assertNothingBut(server, "AUTH");
    }
  }

  @Test
  void commandsBetweenAuthAndTheHandshakeAreNotExecuted() throws IOException {
    try (var server = start();
        var client = TlsClient.greeted(server, version)) {
      assertThat(client.ask("AUTH TLS")).startsWith("234");
      client.send("USER mallory\r\n");
      assertThatThrownBy(
              () -> {
                client.protectControl(_ -> {});
                client.ask("NOOP");
              })
          .isInstanceOf(IOException.class);
      server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
      assertNothingBut(server, "AUTH");
    }
  }

  private static void assertNothingBut(TestFtpServer server, String verb) {
    assertThat(server.events())
        .filteredOn(ServerEvent.CommandReceived.class::isInstance)
        .extracting(Object::toString)
        .isNotEmpty()
        .allMatch(text -> text.contains(verb));
  }

  /// In TLS 1.2 a handshake within a session is refused; TLS 1.3 has none, and new keys instead.
  @Test
  void renegotiationIsRefused() throws IOException {
    try (var server = start();
        var client = TlsClient.greeted(server, version)) {
      client.expectAuth();
      SSLEngine engine = client.protectControl(_ -> {});
      assertThat(client.ask("NOOP")).startsWith("2");
      Wire below = ((TlsWire) client.control()).below();
      engine.beginHandshake();
      var record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), record);
      below.write(record.flip());
      if (version == TlsVersion.TLS_1_2) {
        assertThatThrownBy(() -> client.ask("NOOP")).isInstanceOf(IOException.class);
      } else {
        assertThat(client.ask("NOOP")).startsWith("2");
      }
    }
  }

  @Test
  void onlyFtpIsSpokenHere() throws IOException {
    try (var server = start();
        var web = TlsClient.greeted(server, version);
        var client = TlsClient.greeted(server, version)) {
      web.expectAuth();
      assertThatThrownBy(() ->
              web.protectControl(offer -> offer.setApplicationProtocols(new String[] {"http/1.1"})))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no_application_protocol");
      client.expectAuth();
      SSLEngine engine =
          client.protectControl(
              offer -> offer.setApplicationProtocols(new String[] {"http/1.1", "ftp"}));
      assertThat(engine.getApplicationProtocol()).isEqualTo("ftp");
    }
  }

  @Test
  void clientCertificatesAreDemanded() throws IOException {
    var demand = new ClientCertificates(Demand.REQUIRED, List.of(TestCertificates.authority()));
    try (var server =
        TestFtpServer.builder()
            .tls()
            .change(config ->
                config.tls(
                    ServerTls.with(CertificateSource.of(TestCertificates.server()))
                        .withClientCertificates(demand)))
            .start()) {
      assertRefused(server, TestCertificates.clientContext());
      assertRefused(server, showing(TestCertificates.expiredClient("tester")));
      assertRefused(server, showing(TestCertificates.selfSignedClient("tester")));
      assertRefused(server, showing(TestCertificates.server("tester.example")));
      SSLContext good = showing(TestCertificates.client("tester"));
      try (var client = TlsClient.greeted(server, version, good)) {
        client.authenticate();
        client.login(server);
        server.files().put("/a", "hello");
        assertThat(client.download("RETR a")).startsWith("hello226");
      }
    }
  }

  private static SSLContext showing(KeyMaterial own) {
    return TestCertificates.clientContext(own);
  }

  private void assertRefused(TestFtpServer server, SSLContext context) throws IOException {
    try (var client = TlsClient.greeted(server, version, context)) {
      // A client of TLS 1.3 hears of it only behind its own end of the handshake.
      assertThatThrownBy(
              () -> {
                client.authenticate();
                client.ask("NOOP");
              })
          .isInstanceOf(IOException.class);
    }
    server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
  }

  /// RFC 4217 §13: behind REIN sessions of before count for nothing.
  @Test
  void aTicketOfBeforeReinIsRefused() throws IOException {
    SSLContext before = TestCertificates.clientContext();
    try (var server = start();
        var client = TlsClient.greeted(server, version, before)) {
      client.authenticate();
      client.login(server);
      server.files().put("/a", "hello");
      assertThat(client.download("RETR a")).startsWith("hello226");
      assertThat(client.ask("REIN")).startsWith("220");
      client.dropProtection();
      assertThat(client.ask("USER tester")).startsWith("530");
      try (var again = client.withSessionsOf(TestCertificates.clientContext())) {
        again.authenticate();
        again.login(server);
        try (Wire data = again.open()) {
          assertThat(again.ask("RETR a")).startsWith("150");
          assertThatThrownBy(() -> again.protect(data, before)).isInstanceOf(IOException.class);
        }
        assertThat(again.reply()).startsWith("522");
        assertThat(again.download("RETR a")).startsWith("hello226");
      }
    }
  }

  /// RFC 4217 §5: behind CCC lines are in clear, data stay protected, and neither changes any more.
  @Test
  void cccWhereItIsAllowed() throws IOException {
    try (var server =
            TestFtpServer.builder()
                .tls(Tls.REQUIRED)
                .change(config ->
                    config.tls(
                        ServerTls.with(CertificateSource.of(TestCertificates.server()))
                            .withClearControl(ServerTls.ClearControl.ALLOWED)))
                .start();
        var client = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "hello");
      assertThat(client.ask("CCC")).startsWith("200");
      client.dropProtection();
      assertThat(client.ask("CCC")).startsWith("533");
      assertThat(client.ask("PROT C")).startsWith("503");
      assertThat(client.ask("PBSZ 0")).startsWith("503");
      assertThat(client.ask("AUTH TLS")).startsWith("503");
      assertThat(client.download("RETR a")).startsWith("hello226");
      server.awaitEvent(ServerEvent.ControlCleared.class, SOON);
    }
  }

  /// T168: a session keeps the certificate that it began with.
  @Test
  void aNewCertificateIsForNewSessions() throws IOException {
    KeyMaterial first = TestCertificates.server();
    KeyMaterial second = TestCertificates.server();
    var current = new AtomicReference<>(first);
    var source =
        new CertificateSource() {
          @Override
          public KeyMaterial standard() {
            return current.get();
          }

          @Override
          public Optional<KeyMaterial> forName(String name) {
            return Optional.empty();
          }
        };
    try (var server =
            TestFtpServer.builder()
                .tls()
                .change(config -> config.tls(ServerTls.with(source)))
                .start();
        var old = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "hello");
      current.set(second);
      assertThat(old.download("RETR a")).startsWith("hello226");
      try (var young = TlsClient.loggedIn(server, version)) {
        assertThat(young.download("RETR a")).startsWith("hello226");
        assertThat(((TlsWire) young.control()).session().getPeerCertificates()[0])
            .isEqualTo(second.certificate());
      }
      assertThat(old.download("RETR a")).startsWith("hello226");
      assertThat(((TlsWire) old.control()).session().getPeerCertificates()[0])
          .isEqualTo(first.certificate());
    }
  }

  /// T169: the end of TLS within a line is the end of the session, and no command.
  @Test
  void closeNotifyWithinACommandEndsTheSession() throws IOException {
    try (var server = start();
        var client = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "hello");
      client.send("DELE a");
      client.control().shutdownOutput();
      assertThatThrownBy(client::reply).isInstanceOf(IOException.class);
      server.awaitEvent(ServerEvent.SessionClosed.class, SOON);
      assertThat(server.files().exists("/a")).isTrue();
    }
  }

  @Test
  void theEndWithoutQuitOrCloseNotifyIsAnEnd() throws IOException {
    try (var server = start()) {
      try (var client = TlsClient.loggedIn(server, version)) {
        assertThat(client.ask("NOOP")).startsWith("200");
      }
      server.awaitEvent(ServerEvent.SessionClosed.class, SOON);
    }
  }
}
