package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.account.Concession;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two servers with protected data connections between them: exactly one is the TLS client, and the
/// events say that nothing binds the connection to a session.
final class FxpTlsTest {
  private static final String TEXT = "protected between servers\n".repeat(4000);

  private TestFtpServer source;
  private TestFtpServer destination;

  @BeforeEach
  void start() throws IOException {
    source = server("127.0.0.2");
    destination = server("127.0.0.3");
    source.files().put("/a", TEXT);
  }

  @AfterEach
  void stop() {
    source.close();
    destination.close();
  }

  private static TestFtpServer server(String host) {
    var listen = new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    return TestFtpServer.builder()
        .tls(Tls.EXPLICIT)
        .concessions(Concession.THIRD_PARTY_DATA)
        .change(config -> config.listen(listen))
        .start();
  }

  private static String port(String passiveReply) {
    assertThat(passiveReply).startsWith("227");
    return "PORT " + passiveReply.replaceFirst(".*\\(([0-9,]+)\\).*", "$1");
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void cpsvMakesThePassiveDestinationTheClient(TlsVersion version) throws IOException {
    try (var from = TlsClient.loggedIn(source, version);
        var to = TlsClient.loggedIn(destination, version)) {
      assertThat(from.ask(port(to.ask("CPSV")))).startsWith("200");
      assertThat(to.ask("STOR copy")).startsWith("150");
      assertThat(from.ask("RETR a")).startsWith("150");
      assertThat(from.reply()).startsWith("226");
      assertThat(to.reply()).startsWith("226");
    }
    assertCopied();
    assertThat(waived(destination).peer()).contains("SHA-256 ");
    assertThat(waived(source).peer()).isEqualTo("none was asked for");
  }

  @Test
  void cpsvMakesThePassiveSourceTheClient() throws IOException {
    try (var from = TlsClient.loggedIn(source, TlsVersion.TLS_1_3);
        var to = TlsClient.loggedIn(destination, TlsVersion.TLS_1_3)) {
      assertThat(to.ask(port(from.ask("CPSV")))).startsWith("200");
      assertThat(from.ask("RETR a")).startsWith("150");
      assertThat(to.ask("STOR copy")).startsWith("150");
      assertThat(from.reply()).startsWith("226");
      assertThat(to.reply()).startsWith("226");
    }
    assertCopied();
  }

  @Test
  void sscnDoesTheSameUntilItIsOff() throws IOException {
    try (var from = TlsClient.loggedIn(source, TlsVersion.TLS_1_3);
        var to = TlsClient.loggedIn(destination, TlsVersion.TLS_1_3)) {
      assertThat(to.ask("SSCN ON")).isEqualTo("200 SSCN:CLIENT METHOD");
      for (int i = 0; i < 2; i++) {
        assertThat(from.ask(port(to.ask("PASV")))).startsWith("200");
        assertThat(to.ask("STOR copy")).startsWith("150");
        assertThat(from.ask("RETR a")).startsWith("150");
        assertThat(from.reply()).startsWith("226");
        assertThat(to.reply()).startsWith("226");
      }
      assertThat(to.ask("SSCN OFF")).isEqualTo("200 SSCN:SERVER METHOD");
      assertThat(to.download("RETR copy")).startsWith(TEXT).contains("226");
    }
    assertCopied();
  }

  /// As TLS server of a passive connection nothing but the session tells the client from anybody.
  @Test
  void aPassiveServerThatIsTheTlsServerStaysBound() throws IOException {
    try (var from = TlsClient.loggedIn(source, TlsVersion.TLS_1_3);
        var to = TlsClient.loggedIn(destination, TlsVersion.TLS_1_3)) {
      assertThat(from.ask("SSCN ON")).startsWith("200");
      assertThat(from.ask(port(to.ask("PASV")))).startsWith("200");
      assertThat(to.ask("STOR copy")).startsWith("150");
      assertThat(from.ask("RETR a")).startsWith("150");
      assertThat(to.reply()).startsWith("522");
      assertThat(from.reply()).startsWith("522");
    }
    assertThat(destination.files().exists("/copy")).isFalse();
  }

  /// With the concession a stranger may come first, and gets nothing that is protected.
  @Test
  void whoComesFirstGetsNothingThatBelongsToTheClient() throws IOException {
    try (var client = TlsClient.loggedIn(source, TlsVersion.TLS_1_3);
        Wire data = client.open()) {
      assertThat(client.ask("RETR a")).startsWith("150");
      assertThatThrownBy(
              () -> TlsClient.readAll(client.protect(data, TestCertificates.clientContext())))
          .isInstanceOf(IOException.class);
      assertThat(client.reply()).startsWith("522");
    }
    assertThat(source.events()).noneMatch(ServerEvent.BindingWaived.class::isInstance);
  }

  private void assertCopied() {
    assertThat(destination.files().text("/copy")).hasValue(TEXT);
  }

  private static ServerEvent.BindingWaived waived(TestFtpServer server) {
    return server.events().stream()
        .filter(ServerEvent.BindingWaived.class::isInstance)
        .map(ServerEvent.BindingWaived.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
