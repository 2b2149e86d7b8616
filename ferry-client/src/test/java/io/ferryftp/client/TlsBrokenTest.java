package io.ferryftp.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.testkit.script.CertificateKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A protected control connection that breaks is told from one that the server has closed.
@Timeout(30)
final class TlsBrokenTest {
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      line.append((char) octet);
    }
    return line.toString();
  }

  private static void say(Socket to, String octets) throws IOException {
    to.getOutputStream().write(octets.getBytes(ISO_8859_1));
  }

  private static void breakOff(Socket raw, String last) throws Exception {
    say(raw, "220 ready\r\n");
    assertThat(line(raw.getInputStream())).startsWith("AUTH TLS");
    say(raw, "234 go on\r\n");
    var context = TlsPeer.context(CertificateKind.GOOD, CertificateKind.GOOD);
    var tls = TlsPeer.agree(context, raw, "TLSv1.3");
    assertThat(line(tls.getInputStream())).startsWith("USER");
    say(raw, last);
    raw.shutdownOutput();
    TlsPeer.awaitEnd(raw);
  }

  @ParameterizedTest
  @CsvSource({
    "'500 OOPS: died\r\n', what came is not TLS",
    "'\u0017\u0003\u0003\u0000\u0014aaaaaaaaaaaaaaaaaaaa', mismatch",
    "'\u0017\u0003\u0003\u0000\u0014aaaaaaaa', within a TLS record",
    "'', without close_notify",
  })
  void theCauseIsSaid(String last, String cause) throws Exception {
    try (var peer = new TlsPeer()) {
      var played = peer.play(raw -> breakOff(raw, last));
      ClientConfig config =
          ClientConfig.builder("127.0.0.1")
              .port(peer.port())
              .limits(Scripted.LIMITS)
              .tls(new ClientTls(TlsMode.EXPLICIT, Scripted.TRUST, Optional.empty()))
              .build();
      assertThatThrownBy(() -> FtpClient.open(config, Login.of("anna", Secret.of("secret"))))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("the control connection broke: ")
          .hasMessageContaining(cause);
      assertThat(played.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
