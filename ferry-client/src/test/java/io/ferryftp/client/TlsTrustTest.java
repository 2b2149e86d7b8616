package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.script.CertificateKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whom the client believes to be the server.
@Timeout(30)
final class TlsTrustTest {
  private static final String HELLO = "C> NOOP\nS> 200 ok\n";

  /// Knows in memory.
  private static final class Known implements KnownCertificates {
    private final Map<String, Fingerprint> all = new ConcurrentHashMap<>();

    @Override
    public Optional<Fingerprint> find(String host, int port) {
      return Optional.ofNullable(all.get(host + port));
    }

    @Override
    public void remember(String host, int port, Fingerprint certificate) {
      all.put(host + port, certificate);
    }
  }

  /// Gives one answer and keeps what it was asked.
  private static final class Asked {
    private final List<String> whys = new ArrayList<>();

    UnknownCertificate answering(UnknownCertificate.Answer answer) {
      return (_, _, _, why) -> {
        whys.add(why);
        return answer;
      };
    }
  }

  private static Scripted showing(CertificateKind kind) throws IOException {
    String mishap = new io.ferryftp.testkit.script.Mishap.Certificate(kind).format();
    return Scripted.play("!> " + mishap + "\n" + Scripted.SECURE_LOGIN + HELLO);
  }

  private static ClientConfig trusting(Scripted scripted, ServerTrust trust) {
    return scripted.config().tls(new ClientTls(TlsMode.EXPLICIT, trust, Optional.empty())).build();
  }

  private static ServerTrust vouched(KnownCertificates known, UnknownCertificate question) {
    return new ServerTrust.Vouched(List.of(TestCertificates.authority()), known, question);
  }

  private static Fingerprint of(CertificateKind kind) {
    return Fingerprint.of(kind.material().certificate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXPIRED     | expired on",
        "FUTURE      | is not valid before",
        "SELF_SIGNED | is self-signed: no authority vouches for it",
        "WRONG_HOST  | is made out to elsewhere.example and not to 127.0.0.1",
      })
  void whatIsWrongIsSaidAndNobodyIsNamed(CertificateKind kind, String sentence) throws Exception {
    try (var scripted = showing(kind)) {
      ClientConfig config = trusting(scripted, Scripted.TRUST);
      assertThatThrownBy(() -> scripted.login(config))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("the certificate of 127.0.0.1 " + sentence)
          .hasMessageContaining(of(kind).toString());
      assertThat(scripted.server().clientLines()).containsExactly("AUTH TLS");
    }
  }

  @Test
  void anAuthorityThatIsUnknownIsNamed() throws Exception {
    try (var scripted = showing(CertificateKind.GOOD)) {
      assertThatThrownBy(() -> scripted.login(trusting(scripted, ServerTrust.SYSTEM)))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("issued by 'CN=Ferry test kit authority")
          .hasMessageContaining("no authority that is known here");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CertificateKind.class,
      names = {"EXPIRED", "SELF_SIGNED", "WRONG_HOST", "FUTURE"})
  void aYesIsRememberedAndNotAskedForAgain(CertificateKind kind) throws Exception {
    var known = new Known();
    var asked = new Asked();
    for (int i = 0; i < 2; i++) {
      try (var scripted = showing(kind)) {
        ClientConfig config =
            trusting(scripted, vouched(known, asked.answering(UnknownCertificate.Answer.ALWAYS)));
        if (i > 0) {
          known.remember(config.host(), config.port(), of(kind)); // Each server has its own port.
        }
        scripted.login(config).close();
        assertThat(known.find(config.host(), config.port())).contains(of(kind));
      }
    }
    assertThat(asked.whys).hasSize(1);
  }

  @Test
  void aNoEndsTheConnection() throws Exception {
    var known = new Known();
    var asked = new Asked();
    try (var scripted = showing(CertificateKind.SELF_SIGNED)) {
      ServerTrust trust = vouched(known, asked.answering(UnknownCertificate.Answer.NO));
      assertThatThrownBy(() -> scripted.login(trusting(scripted, trust)))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("self-signed");
      assertThat(asked.whys).hasSize(1);
      assertThat(known.all).isEmpty();
      assertThat(scripted.server().clientLines()).containsExactly("AUTH TLS");
    }
  }

  @Test
  void aChangedCertificateIsRefusedLoudlyAndNobodyIsAsked() throws Exception {
    var known = new Known();
    var asked = new Asked();
    try (var scripted = showing(CertificateKind.SELF_SIGNED)) {
      ClientConfig config =
          trusting(scripted, vouched(known, asked.answering(UnknownCertificate.Answer.ALWAYS)));
      known.remember(config.host(), config.port(), of(CertificateKind.GOOD));
      assertThatThrownBy(() -> scripted.login(config))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("the certificate of 127.0.0.1 has changed")
          .hasMessageContaining(of(CertificateKind.GOOD).toString())
          .hasMessageContaining(of(CertificateKind.SELF_SIGNED).toString())
          .hasMessageContaining("ask the server's administrator");
      assertThat(asked.whys).isEmpty();
    }
  }

  @Test
  void aStoreThatCannotBeReadTrustsNobody() throws Exception {
    KnownCertificates broken =
        new KnownCertificates() {
          @Override
          public Optional<Fingerprint> find(String host, int port) throws IOException {
            throw new IOException("damaged");
          }

          @Override
          public void remember(String host, int port, Fingerprint certificate) {}
        };
    try (var scripted = showing(CertificateKind.SELF_SIGNED)) {
      ServerTrust trust = vouched(broken, (_, _, _, _) -> UnknownCertificate.Answer.ALWAYS);
      assertThatThrownBy(() -> scripted.login(trusting(scripted, trust)))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void aStoreThatCannotBeWrittenStopsNothing() throws Exception {
    KnownCertificates broken =
        new KnownCertificates() {
          @Override
          public Optional<Fingerprint> find(String host, int port) {
            return Optional.empty();
          }

          @Override
          public void remember(String host, int port, Fingerprint certificate) throws IOException {
            throw new IOException("full");
          }
        };
    try (var scripted = showing(CertificateKind.SELF_SIGNED)) {
      ServerTrust trust = vouched(broken, (_, _, _, _) -> UnknownCertificate.Answer.ALWAYS);
      try (FtpClient client = scripted.login(trusting(scripted, trust))) {
        client.keepAlive();
      }
      assertThat(scripted.events())
          .filteredOn(ClientEvent.Notice.class::isInstance)
          .singleElement()
          .asString()
          .contains("cannot be remembered", "full");
    }
  }

  @Test
  void thePinnedOneIsTrustedWhateverElseItSays() throws Exception {
    try (var scripted = showing(CertificateKind.EXPIRED)) {
      ServerTrust trust = new ServerTrust.Pinned(of(CertificateKind.EXPIRED));
      try (FtpClient client = scripted.login(trusting(scripted, trust))) {
        client.keepAlive();
      }
    }
  }

  @Test
  void anotherOneThanThePinnedIsNot() throws Exception {
    try (var scripted = showing(CertificateKind.GOOD)) {
      ServerTrust trust = new ServerTrust.Pinned(of(CertificateKind.OTHER));
      assertThatThrownBy(() -> scripted.login(trusting(scripted, trust)))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining(of(CertificateKind.GOOD).toString())
          .hasMessageContaining(of(CertificateKind.OTHER).toString());
    }
  }

  @ParameterizedTest
  @EnumSource(CertificateKind.class)
  void anybodyIsAnybody(CertificateKind kind) throws Exception {
    try (var scripted = showing(kind);
        FtpClient client = scripted.login(trusting(scripted, new ServerTrust.Anybody()))) {
      client.keepAlive();
      scripted.server().assertPlayed();
    }
  }

  @Test
  void whoseCertificateIsKnownIsNotServedInClear() throws Exception {
    var known = new Known();
    try (var scripted = Scripted.play("S> 220 ready\nC> AUTH TLS\nS> 502 no\n")) {
      ServerTrust trust = vouched(known, UnknownCertificate.REFUSED);
      ClientConfig config =
          scripted.config().tls(new ClientTls(TlsMode.AUTO, trust, Optional.empty())).build();
      known.remember(config.host(), config.port(), of(CertificateKind.SELF_SIGNED));
      assertThatThrownBy(() -> scripted.login(config))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("has offered TLS before");
      assertThat(scripted.server().clientLines()).containsExactly("AUTH TLS");
    }
  }
}
