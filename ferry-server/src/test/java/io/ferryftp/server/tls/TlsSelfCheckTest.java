package io.ferryftp.server.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.config.TlsSessionReuse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The check finds each way in which the binding could fail.
class TlsSelfCheckTest {
  private static final ServerTls SETTING =
      ServerTls.with(CertificateSource.of(Keys.ec("server.example")));

  private static ContextScope scope() {
    return new ContextScope(SETTING, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void enginesThatBindPass(TlsEngine engine) {
    assertThatCode(() -> TlsSelfCheck.require(SETTING.withEngine(engine)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void rsaCertificatePasses(TlsEngine engine) {
    var rsa = ServerTls.with(CertificateSource.of(Keys.rsa("server.example"))).withEngine(engine);
    assertThatCode(() -> TlsSelfCheck.require(rsa)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void certificateThatNoClientTakesIsNotBlamedOnTheJvm(TlsEngine engine) {
    KeyMaterial dsa =
        Keys.issued("server.example", Keys.ec("authority"), "DSA", 2048, Duration.ofDays(1));
    var setting = ServerTls.with(CertificateSource.of(dsa)).withEngine(engine);
    assertThatThrownBy(() -> TlsSelfCheck.require(setting))
        .isInstanceOf(TlsSelfCheckException.class)
        .hasMessageContainingAll("certificate cannot be used", "EC or RSA key");
  }

  private static void assertFails(TlsSelfCheck check, String why) {
    assertThatThrownBy(check::run)
        .isInstanceOf(TlsSelfCheckException.class)
        .hasMessageContainingAll(why, "TLSv1.", "--tls-session-reuse preferred", "another JDK");
  }

  @Test
  void fullHandshakesThatAreServedAreFound() {
    assertFails(
        new TlsSelfCheck(() ->
            new Changed(scope()) {
              @Override
              public void bind() {}
            }),
        "a full handshake is served");
  }

  @Test
  void ticketsOfOthersThatAreServedAreFound() {
    ContextScope first = scope();
    var made = new AtomicInteger();
    assertFails(
        new TlsSelfCheck(() ->
            new Changed(made.getAndIncrement() == 0 ? first : scope()) {
              private boolean bound;

              @Override
              public void bind() {
                super.bind();
                bound = true;
              }

              @Override
              public SSLEngine engine() {
                return bound ? first.engine() : super.engine();
              }
            }),
        "ticket of another control connection");
  }

  @Test
  void sessionsThatAreNotResumedAreFound() {
    assertFails(
        new TlsSelfCheck(() ->
            new Changed(scope()) {
              private boolean bound;

              @Override
              public void bind() {
                bound = true;
              }

              @Override
              public SSLEngine engine() {
                ContextScope other = scope();
                if (bound) {
                  other.bind();
                  return other.engine();
                }
                return super.engine();
              }
            }),
        "is not resumed");
  }

  @Test
  void fullHandshakesThatGoUnnoticedAreFound() {
    assertFails(
        new TlsSelfCheck(() ->
            new Changed(scope()) {
              @Override
              public Handshake handshakeOf(SSLEngine engine) {
                return Handshake.RESUMED;
              }
            }),
        "unnoticed");
  }

  @Test
  void nothingIsTriedWhereReuseIsNotRequired() {
    CertificateSource broken =
        new CertificateSource() {
          @Override
          public KeyMaterial standard() {
            throw new AssertionError("nobody should ask");
          }

          @Override
          public Optional<KeyMaterial> forName(String name) {
            return Optional.empty();
          }
        };
    var setting = ServerTls.with(broken).withSessionReuse(TlsSessionReuse.PREFERRED);
    assertThatCode(() -> TlsSelfCheck.require(setting)).doesNotThrowAnyException();
  }

  /// A scope of which something is not as it should be.
  private abstract static class Changed implements TlsScope {
    private final TlsScope real;

    Changed(TlsScope real) {
      this.real = real;
    }

    @Override
    public SSLEngine engine() {
      return real.engine();
    }

    @Override
    public void bind() {
      real.bind();
    }

    @Override
    public Handshake handshakeOf(SSLEngine engine) {
      return real.handshakeOf(engine);
    }

    @Override
    public boolean mayDescend(SSLSession data, SSLSession control) {
      return real.mayDescend(data, control);
    }

    @Override
    public void renewTicket(SSLSession control) {
      real.renewTicket(control);
    }
  }
}
