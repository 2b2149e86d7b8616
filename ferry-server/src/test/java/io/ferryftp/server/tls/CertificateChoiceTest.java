package io.ferryftp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsSessionReuse;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which certificate a client is shown.
@Timeout(60)
class CertificateChoiceTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final KeyMaterial STANDARD = Keys.ec("standard.example");
  private static final KeyMaterial OTHER = Keys.rsa("other.example");
  private static final KeyMaterial THIRD = Keys.ec("third.example");
  private static final ServerTls SETTING =
      ServerTls.with(CertificateSource.of(STANDARD, OTHER, THIRD));

  private static Certificate shown(SessionTls tls, TlsClient client) throws Exception {
    try (Ends ends = Ends.connect()) {
      FutureTask<TlsWire> served = Ends.virtually(() -> tls.protectControl(ends.server()));
      TlsWire wire = client.connect(ends.client());
      served.get();
      return wire.session().getPeerCertificates()[0];
    }
  }

  private static SessionTls session(Optional<String> host) {
    return new SessionTls(SETTING, LONG, host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void nameAskedForInTheHandshakeChooses(String version) throws Exception {
    SessionTls tls = session(Optional.empty());
    assertThat(shown(tls, TlsClient.speaking(version).asking("Other.example")))
        .isEqualTo(OTHER.certificate());
    assertThat(tls.serverName()).contains("Other.example");
  }

  @Test
  void nameGivenWithHostChoosesWhereNoneIsAskedFor() throws Exception {
    SessionTls tls = session(Optional.of("third.example"));
    assertThat(shown(tls, TlsClient.speaking("TLSv1.3"))).isEqualTo(THIRD.certificate());
    assertThat(tls.serverName()).isEmpty();
  }

  @Test
  void nameAskedForComesBeforeHost() throws Exception {
    SessionTls tls = session(Optional.of("third.example"));
    assertThat(shown(tls, TlsClient.speaking("TLSv1.3").asking("other.example")))
        .isEqualTo(OTHER.certificate());
  }

  @Test
  void unknownNameGetsTheStandardCertificate() throws Exception {
    SessionTls tls = session(Optional.of("nobody.example"));
    assertThat(shown(tls, TlsClient.speaking("TLSv1.3").asking("unknown.example")))
        .isEqualTo(STANDARD.certificate());
    assertThat(tls.serverName()).contains("unknown.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void dataConnectionsShowTheSameWhateverTheyAskFor(String version) throws Exception {
    TlsClient client = TlsClient.speaking(version).asking("other.example");
    SessionTls tls =
        SessionTlsTest.control(SETTING.withSessionReuse(TlsSessionReuse.PREFERRED), client);
    assertThat(SessionTlsTest.data(tls, client)).isEqualTo(Handshake.RESUMED);
    TlsClient fresh = TlsClient.speaking(version);
    try (Ends ends = Ends.connect()) {
      var served = Ends.virtually(() -> tls.protect(ends.server()));
      TlsWire wire = fresh.connect(ends.client());
      served.get();
      assertThat(wire.session().getPeerCertificates()[0]).isEqualTo(OTHER.certificate());
    }
  }
}
