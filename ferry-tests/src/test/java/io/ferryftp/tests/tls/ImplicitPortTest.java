package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.Limits;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The port whose control connections begin with TLS.
final class ImplicitPortTest {
  private static final int CONNECTIONS = Scale.current().choose(300, 2000);

  private static TestFtpServer start(Limits limits) {
    return TestFtpServer.builder()
        .tls(Tls.IMPLICIT)
        .change(config -> config.limits(limits))
        .start();
  }

  private static TlsClient login(TestFtpServer server, TlsVersion version) throws IOException {
    var client =
        TlsClient.connect(server.implicitAddress(), version, TestCertificates.clientContext());
    client.protectControl(_ -> {});
    assertThat(client.reply()).startsWith("220");
    client.login(server);
    return client;
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void everythingIsProtectedFromTheStart(TlsVersion version) throws IOException {
    try (var server = start(Limits.DEFAULT);
        var client =
            TlsClient.connect(
                server.implicitAddress(), version, TestCertificates.clientContext())) {
      server.files().put("/a", "hello");
      client.protectControl(_ -> {});
      assertThat(client.reply()).startsWith("220");
      assertThat(client.ask("USER " + server.user())).startsWith("331");
      assertThat(client.ask("PASS " + server.password())).startsWith("230");
      assertThat(client.ask("AUTH TLS")).startsWith("503");
      assertThat(client.download("RETR a")).startsWith("hello226");
    }
  }

  /// T167: whoever connects and says nothing is gone at the limit of the handshake, and until then
  /// others are served.
  @Test
  void connectionsThatSayNothingHinderNobody() throws IOException {
    var limits =
        Limits.DEFAULT.toBuilder()
            .sessions(2 * CONNECTIONS)
            .handshakeTime(Duration.ofSeconds(2))
            .build();
    try (var server = start(limits);
        var client = login(server, TlsVersion.TLS_1_3)) {
      server.files().put("/a", "hello");
      List<Socket> silent = new ArrayList<>();
      try {
        InetSocketAddress address = server.implicitAddress();
        for (int i = 0; i < CONNECTIONS; i++) {
          silent.add(new Socket(address.getAddress(), address.getPort()));
        }
        assertThat(client.download("RETR a")).startsWith("hello226");
        try (var other = login(server, TlsVersion.TLS_1_2)) {
          assertThat(other.download("RETR a")).startsWith("hello226");
        }
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> server.engine().sessions() <= 1);
        assertThat(client.download("RETR a")).startsWith("hello226");
      } finally {
        for (Socket socket : silent) {
          socket.close();
        }
      }
    }
  }
}
