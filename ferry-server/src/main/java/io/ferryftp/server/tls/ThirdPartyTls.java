package io.ferryftp.server.tls;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.transfer.DataProtection;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;

/// TLS of a data connection with another server, which cannot resume the control connection's
/// session because it never had it.
///
/// What is checked as TLS client (SSCN, CPSV): that it is TLS 1.2 or 1.3 with the suites of our own
/// connections, and that the peer has the key of the certificate it shows. Not whose certificate
/// that is: the client named no host. As TLS server only the former, because the other server has
/// no certificate to show; it listens where the client said. So whoever reads along learns nothing,
/// and whoever is at the other end is believed: the event names the certificate.
public final class ThirdPartyTls implements DataProtection {
  private static final String NO_CERTIFICATE = "none was asked for";

  private final Supplier<SSLEngine> engines;
  private final Duration limit;

  private ThirdPartyTls(Supplier<SSLEngine> engines, Duration limit) {
    this.engines = engines;
    this.limit = limit;
  }

  /// This end is the TLS client.
  ///
  /// @param limit for the handshake
  public static ThirdPartyTls asClient(Duration limit) {
    return new ThirdPartyTls(ThirdPartyTls::client, limit);
  }

  /// This end is the TLS server, with a certificate as on the control connection.
  ///
  /// @param limit for the handshake
  /// @param host that the client has named with HOST
  public static ThirdPartyTls asServer(ServerTls setting, Duration limit, Optional<String> host) {
    ServerTls anybody = setting.withClientCertificates(ClientCertificates.OFF);
    return new ThirdPartyTls(() -> Engines.scope(anybody, host).engine(), limit);
  }

  private static SSLEngine client() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new UnnamedServers()}, null);
      SSLEngine engine = context.createSSLEngine();
      Offer.applyToClient(engine);
      return engine;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  @Override
  public Protected protect(Wire below) throws IOException {
    TlsWire wire = TlsWire.forData(below, engines.get());
    try {
      wire.handshake(limit);
    } catch (ClosedChannelException e) {
      wire.release();
      throw e;
    } catch (IOException e) {
      wire.release();
      throw Refusals.byAnotherServer(e);
    }
    return new Protected(
        wire,
        Optional.of(TlsFacts.of(wire.session(), Handshake.FULL)),
        Optional.of(shown(wire.session())));
  }

  private static String shown(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? WireText.excerpt(certificate.getSubjectX500Principal().toString())
              + ", SHA-256 "
              + Fingerprint.of(certificate).hex()
          : NO_CERTIFICATE;
    } catch (SSLPeerUnverifiedException e) {
      return NO_CERTIFICATE;
    }
  }
}
