package io.ferryftp.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.TlsPeer;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.script.CertificateKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What one context says of its handshakes.
@Timeout(30)
final class ControlTlsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String VERSION = "TLSv1.3";

  private static PlainWire connected(TlsPeer peer) throws IOException {
    return new PlainWire(
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port())));
  }

  /// The second handshake breaks behind the certificate, by a wrong signature. It resumes nothing,
  /// because nothing has been read of the control connection yet; the third one resumes.
  @Test
  void aHandshakeThatBrokeDoesNotCountForTheNextOne() throws Exception {
    var good = TlsPeer.context(CertificateKind.GOOD, CertificateKind.GOOD);
    var wrong = TlsPeer.context(CertificateKind.GOOD, CertificateKind.OTHER);
    try (var peer = new TlsPeer()) {
      var played =
          peer.play(
              raw -> TlsPeer.agree(good, raw, VERSION),
              raw ->
                  assertThatThrownBy(() -> TlsPeer.agree(wrong, raw, VERSION))
                      .isInstanceOf(IOException.class),
              raw -> {
                TlsPeer.agree(good, raw, VERSION);
                TlsPeer.awaitEnd(raw);
              });
      ClientConfig config =
          ClientConfig.builder("127.0.0.1")
              .port(peer.port())
              .tls(new ClientTls(TlsMode.EXPLICIT, new ServerTrust.Anybody(), Optional.empty()))
              .build();
      var tls = new ControlTls(config, Precedent.NONE);
      try (TlsWire control = tls.control(connected(peer));
          TlsWire broken = tls.data(connected(peer))) {
        control.handshake(LONG);
        assertThat(tls.admit(control, _ -> {}).handshake()).isEqualTo(Handshake.FULL);
        assertThatThrownBy(() -> broken.handshake(LONG)).isInstanceOf(SSLException.class);
        assertThat(control.available()).isZero(); // The ticket has been taken in.
        try (TlsWire data = tls.data(connected(peer))) {
          data.handshake(LONG);
          assertThat(tls.established(data).handshake()).isEqualTo(Handshake.RESUMED);
        }
      }
      assertThat(played.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
