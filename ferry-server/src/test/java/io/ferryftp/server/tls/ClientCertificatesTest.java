package io.ferryftp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ClientCertificates.Demand;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.server.transfer.NotProtectedException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose certificates are believed, and that data connections still resume.
@Timeout(60)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"JSSE", "BORINGSSL"})
class ClientCertificatesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final KeyMaterial AUTHORITY = Keys.ec("authority.example");
  private static final KeyMaterial STRANGER = Keys.ec("stranger.example");
  private static final ServerTls BASE =
      ServerTls.with(CertificateSource.of(Keys.ec("server.example")));

  @Parameter private TlsEngine engine = TlsEngine.AUTO;

  private ServerTls setting() {
    return BASE.withEngine(engine);
  }

  private ServerTls demanding(Demand demand) {
    return setting()
        .withClientCertificates(new ClientCertificates(demand, List.of(AUTHORITY.certificate())));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRED, TLSv1.2, EC", "REQUIRED, TLSv1.3, EC", "OPTIONAL, TLSv1.2, EC",
    "OPTIONAL, TLSv1.3, EC", "REQUIRED, TLSv1.2, RSA", "REQUIRED, TLSv1.3, RSA"
  })
  void goodCertificateIsKnownAndItsDataConnectionsResume(
      Demand demand, String version, String algorithm) throws Exception {
    int bits = algorithm.equals("EC") ? 256 : 4096;
    KeyMaterial anna = Keys.issued("anna.example", AUTHORITY, algorithm, bits, Duration.ofDays(1));
    TlsClient client = TlsClient.showing(anna, version);
    SessionTls tls = SessionTlsTest.control(demanding(demand), client);
    assertThat(tls.clientCertificate()).contains(anna.certificate());
    for (int i = 0; i < 5; i++) {
      assertThat(SessionTlsTest.data(tls, client)).isEqualTo(Handshake.RESUMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void dataConnectionShowsTheCertificateOfItsControlConnection(String version) throws Exception {
    ServerTls lenient = demanding(Demand.OPTIONAL).withSessionReuse(TlsSessionReuse.PREFERRED);
    KeyMaterial anna = Keys.issued("anna.example", AUTHORITY);
    SessionTls tls = SessionTlsTest.control(lenient, TlsClient.showing(anna, version));
    assertThat(SessionTlsTest.data(tls, TlsClient.showing(anna, version)))
        .isEqualTo(Handshake.FULL);
    KeyMaterial bert = Keys.issued("bert.example", AUTHORITY);
    for (TlsClient other : List.of(TlsClient.showing(bert, version), TlsClient.speaking(version))) {
      try (Ends ends = Ends.connect()) {
        var served = Ends.virtually(() -> tls.protect(ends.server()));
        other.connect(ends.client());
        assertThatThrownBy(served::get)
            .hasCauseInstanceOf(NotProtectedException.class)
            .hasMessageContaining("client certificate of its control connection");
      }
    }
  }

  @Test
  void clientThatHasNoneMayPassWhereItIsOptional() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.3");
    SessionTls tls = SessionTlsTest.control(demanding(Demand.OPTIONAL), client);
    assertThat(tls.clientCertificate()).isEmpty();
    assertThat(SessionTlsTest.data(tls, client)).isEqualTo(Handshake.RESUMED);
  }

  @Test
  void nobodyIsAskedWhereItIsOff() throws Exception {
    TlsClient client = TlsClient.showing(STRANGER, "TLSv1.3");
    assertThat(SessionTlsTest.control(setting(), client).clientCertificate()).isEmpty();
  }

  private void assertRefused(Demand demand, TlsClient client) throws Exception {
    try (Ends ends = Ends.connect()) {
      SessionTls tls = SessionTlsTest.session(demanding(demand));
      var served = Ends.virtually(() -> tls.protectControl(ends.server()));
      // In TLS 1.3 the client is told when it first reads.
      assertThatThrownBy(() -> client.connect(ends.client()).read(ByteBuffer.allocate(1), LONG))
          .isInstanceOf(SSLException.class);
      assertThatThrownBy(served::get).hasCauseInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void withoutOneThereIsNoConnectionWhereItIsRequired(String version) throws Exception {
    assertRefused(Demand.REQUIRED, TlsClient.speaking(version));
  }

  @Test
  void certificateOfAnotherAuthorityIsRefused() throws Exception {
    KeyMaterial eve = Keys.issued("eve.example", STRANGER);
    assertRefused(Demand.REQUIRED, TlsClient.showing(eve, "TLSv1.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONAL", "REQUIRED"})
  void expiredCertificateIsRefused(Demand demand) throws Exception {
    KeyMaterial anna =
        Keys.issued("anna.example", AUTHORITY, "EC", 256, Duration.ofDays(1).negated());
    assertRefused(demand, TlsClient.showing(anna, "TLSv1.3"));
  }
}
