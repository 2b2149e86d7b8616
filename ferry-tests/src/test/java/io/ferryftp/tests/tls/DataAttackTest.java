package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.account.Concession;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.TestFtpServerBuilder;
import io.ferryftp.testkit.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Data connections that are not what they claim, in each version of TLS.
@ParameterizedClass
@EnumSource(TlsVersion.class)
final class DataAttackTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TlsVersion version;

  DataAttackTest(TlsVersion version) {
    this.version = version;
  }

  private static TestFtpServerBuilder server() {
    return TestFtpServer.builder().tls(Tls.REQUIRED);
  }

  @Test
  void oneSessionCarriesManyDataConnections() throws IOException {
    try (var server = server().start();
        var client = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "hello");
      for (int i = 0; i < 8; i++) {
        assertThat(client.upload("STOR b" + i, "text " + i)).startsWith("226");
        assertThat(client.download("RETR a")).startsWith("hello226");
        assertThat(server.files().text("/b" + i)).contains("text " + i);
      }
      assertThat(server.events())
          .filteredOn(ServerEvent.DataProtected.class::isInstance)
          .hasSize(16)
          .allSatisfy(event ->
              assertThat(((ServerEvent.DataProtected) event).tls().handshake())
                  .isEqualTo(Handshake.RESUMED));
    }
  }

  /// Somebody who holds a control connection of their own is at somebody else's data port first.
  @Test
  void aTicketOfAnotherControlConnectionIsRefused() throws IOException {
    try (var server = server().start();
        var victim = TlsClient.loggedIn(server, version);
        var thief = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "secret");
      try (Wire data = victim.open()) {
        assertThat(victim.ask("RETR a")).startsWith("150");
        assertThatThrownBy(() -> victim.protect(data, thief.context()))
            .isInstanceOf(SSLException.class);
      }
      assertThat(victim.reply()).startsWith("522").contains("resume the TLS session");
      assertThat(victim.download("RETR a")).startsWith("secret226");
    }
  }

  @Test
  void aFullHandshakeIsRefusedWhereReuseIsRequired() throws IOException {
    try (var server = server().start();
        var client = TlsClient.loggedIn(server, version)) {
      try (Wire data = client.open()) {
        assertThat(client.ask("STOR a")).startsWith("150");
        assertThatThrownBy(() -> client.protect(data, TestCertificates.clientContext()))
            .isInstanceOf(SSLException.class);
      }
      assertThat(client.reply())
          .isEqualTo(
              "522 The data connection must resume the TLS session of its control connection; turn"
                  + " on TLS session reuse in the client, or have the server set to session reuse"
                  + " 'preferred'");
      assertThat(server.files().exists("/a")).isFalse();
      var failed = server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
      assertThat(failed.transfer()).isPresent();
      assertThat(client.upload("STOR a", "x")).startsWith("226");
    }
  }

  @Test
  void aFullHandshakeIsServedWhereReuseIsPreferred() throws IOException {
    try (var server = server().sessionReuse(TlsSessionReuse.PREFERRED).start();
        var client = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "hello");
      try (Wire data = client.open()) {
        assertThat(client.ask("RETR a")).startsWith("150");
        assertThat(TlsClient.readAll(client.protect(data, TestCertificates.clientContext())))
            .isEqualTo("hello");
      }
      assertThat(client.reply()).startsWith("226");
      var told = server.awaitEvent(ServerEvent.DataProtected.class, SOON);
      assertThat(told.tls().handshake()).isEqualTo(Handshake.FULL);
    }
  }

  @Test
  void clearTextUnderProtPIsNotStored() throws IOException {
    try (var server = server().start();
        var client = TlsClient.loggedIn(server, version)) {
      try (Wire data = client.open()) {
        assertThat(client.ask("STOR a")).startsWith("150");
        data.write(octets("in clear, all of it\r\n"));
        data.shutdownOutput();
        assertThat(client.reply()).startsWith("522").contains("not TLS");
      }
      assertThat(server.files().exists("/a")).isFalse();
      assertThat(client.upload("STOR a", "x")).startsWith("226");
    }
  }

  @Test
  void aDataConnectionThatNeverShakesHandsEndsAtTheLimit() throws IOException {
    var limits = Limits.DEFAULT.toBuilder().handshakeTime(Duration.ofMillis(400)).build();
    try (var server = server().change(config -> config.limits(limits)).start();
        var client = TlsClient.loggedIn(server, version);
        Wire _ = client.open()) {
      assertThat(client.ask("RETR a")).startsWith("550");
      server.files().put("/a", "hello");
      assertThat(client.ask("RETR a")).startsWith("150");
      assertThat(client.reply()).startsWith("522").contains("No TLS handshake");
      assertThat(client.ask("NOOP")).startsWith("200");
      assertThat(client.download("RETR a")).startsWith("hello226");
    }
  }

  @Test
  void anUploadWithoutCloseNotifyIsKeptForResumptionAndNotCommitted() throws IOException {
    try (var server = server().start();
        var client = TlsClient.loggedIn(server, version)) {
      assertThat(cutUpload(client)).startsWith("426");
      assertThat(server.files().exists("/a")).isFalse();
      // The ticket that came back was never read, so this control connection has none left.
      try (var again = TlsClient.loggedIn(server, version)) {
        assertThat(again.ask("REST 5")).startsWith("350");
        assertThat(again.upload("STOR a", " world")).startsWith("226");
      }
      assertThat(server.files().text("/a")).contains("hello world");
    }
  }

  @Test
  void anUploadWithoutCloseNotifyIsTakenFromAnAccountThatMay() throws IOException {
    try (var server = server().concessions(Concession.UPLOAD_WITHOUT_CLOSE_NOTIFY).start();
        var client = TlsClient.loggedIn(server, version)) {
      assertThat(cutUpload(client)).startsWith("226");
      assertThat(server.files().text("/a")).contains("hello");
      server.awaitEvent(ServerEvent.CloseNotifyMissing.class, SOON);
    }
  }

  /// Sends `hello`, and then nothing but the end of TCP.
  private static String cutUpload(TlsClient client) throws IOException {
    try (Wire data = client.open()) {
      assertThat(client.ask("STOR a")).startsWith("150");
      TlsWire wire = client.protect(data);
      wire.write(octets("hello"));
      data.shutdownOutput();
      return client.reply();
    }
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /// T164: the level at the transfer verb counts, not that at EPSV.
  @Test
  void theLevelAtTheTransferVerbCounts() throws IOException {
    try (var server = TestFtpServer.builder().tls(Tls.EXPLICIT).start();
        var client = TlsClient.loggedIn(server, version)) {
      server.files().put("/a", "hello");
      try (Wire data = client.open()) {
        assertThat(client.ask("PROT C")).startsWith("200");
        assertThat(client.ask("RETR a")).startsWith("150");
        assertThat(TlsClient.readAll(data)).isEqualTo("hello");
      }
      assertThat(client.reply()).startsWith("226");
      try (Wire data = client.open()) {
        assertThat(client.ask("PROT P")).startsWith("200");
        assertThat(client.ask("RETR a")).startsWith("150");
        assertThat(TlsClient.readAll(client.protect(data))).isEqualTo("hello");
      }
      assertThat(client.reply()).startsWith("226");
    }
  }
}
