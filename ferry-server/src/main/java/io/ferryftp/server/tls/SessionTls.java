package io.ferryftp.server.tls;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.server.transfer.DataProtection;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// TLS of one control connection, and of the data connections that belong to it.
///
/// [#protectControl] is called once and first; then any thread may protect data connections.
public final class SessionTls implements DataProtection {
  private final TlsSessionReuse reuse;
  private final Duration limit;
  private final TlsScope scope;
  private volatile @Nullable SSLSession control;

  /// @param limit for each handshake
  /// @param host that the client has named with HOST
  public SessionTls(ServerTls setting, Duration limit, Optional<String> host) {
    this(Engines.scope(setting, host), setting.sessionReuse(), limit);
  }

  SessionTls(TlsScope scope, TlsSessionReuse reuse, Duration limit) {
    this.scope = scope;
    this.reuse = reuse;
    this.limit = limit;
  }

  /// Agrees with the client on the control connection.
  ///
  /// @throws IOException if they do not agree in time; the client has been told why, as far as TLS
  ///   can
  public TlsWire protectControl(Wire below) throws IOException {
    SSLEngine engine = scope.controlEngine();
    TlsWire wire = TlsWire.forControl(below, engine);
    try {
      wire.handshake(limit);
    } catch (IOException | RuntimeException e) {
      wire.release();
      throw e;
    } finally {
      Handshake _ = scope.handshakeOf(engine);
    }
    control = wire.session();
    if (reuse == TlsSessionReuse.REQUIRED) {
      scope.bind();
    }
    return wire;
  }

  /// Puts a fresh ticket behind the next reply, for the data connection after the one that is made
  /// now.
  private void renewTicket() {
    SSLSession session = control;
    if (session != null) {
      scope.renewTicket(session);
    }
  }

  @Override
  public Protected protect(Wire below) throws IOException {
    renewTicket();
    SSLEngine engine = scope.engine();
    TlsWire wire = TlsWire.forData(below, engine);
    try {
      return admitted(wire, engine);
    } catch (IOException | RuntimeException e) {
      wire.release();
      throw e;
    }
  }

  private Protected admitted(TlsWire wire, SSLEngine engine) throws IOException {
    try {
      wire.handshake(limit);
    } catch (ClosedChannelException e) {
      boolean _ = isRefused(scope.handshakeOf(engine));
      throw e;
    } catch (IOException e) {
      throw isRefused(scope.handshakeOf(engine)) && e instanceof SSLException
          ? Refusals.notBound(e)
          : Refusals.because(e, limit);
    }
    Handshake handshake = scope.handshakeOf(engine);
    if (isRefused(handshake) || isForeign(wire.session())) {
      throw Refusals.notBound(new SSLException("a " + handshake + " handshake came through"));
    }
    if (showsAnotherCertificate(wire.session())) {
      throw Refusals.otherCertificate();
    }
    return new Protected(wire, Optional.of(TlsFacts.of(wire.session(), handshake)));
  }

  private boolean isRefused(Handshake handshake) {
    return reuse == TlsSessionReuse.REQUIRED && handshake == Handshake.FULL;
  }

  private boolean isForeign(SSLSession session) {
    return reuse == TlsSessionReuse.REQUIRED && !scope.mayDescend(session, control());
  }

  /// A resumed session brings its certificate along; after a full handshake it may be another's.
  private boolean showsAnotherCertificate(SSLSession session) {
    SSLSession first = control;
    return first != null && !certificateIn(session).equals(certificateIn(first));
  }

  /// What was agreed on for the control connection.
  public TlsFacts facts() {
    return TlsFacts.of(control(), Handshake.FULL);
  }

  /// The name that the client asked for in the handshake.
  public Optional<String> serverName() {
    return CertificateChoice.serverName(control());
  }

  /// What the client showed, and an authority has vouched for.
  public Optional<X509Certificate> clientCertificate() {
    return certificateIn(control());
  }

  private static Optional<X509Certificate> certificateIn(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private SSLSession control() {
    SSLSession session = control;
    if (session == null) {
      throw new IllegalStateException("the control connection is not protected");
    }
    return session;
  }
}
