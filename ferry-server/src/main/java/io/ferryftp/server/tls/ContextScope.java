package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ServerTls;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/// A context of JSSE of its own: the keys that tickets are sealed with belong to the context, so
/// that nobody else's tickets are any good here.
final class ContextScope implements TlsScope {
  /// How long a ticket is good, which is the most that JSSE issues tickets for (RFC 8446 §4.6.1).
  /// The control connection bounds it: its end is the end of the keys.
  static final Duration TICKET_TIME = Duration.ofDays(7);

  /// How many sessions are kept for clients without tickets, and for tickets that are good once:
  /// the newest, of those that a client may still offer.
  static final int KEPT_SESSIONS = 8;

  /// In TLS 1.3 JSSE answers a change of a session's values with another ticket, because it may
  /// keep them there. In TLS 1.2 it does not, and a ticket is good as often as one likes.
  private static final String TICKET_WANTED = "io.ferryftp.ticket";

  private final ClientCertificates clientCertificates;
  private final BoundKeys keys;
  private final SSLContext context;

  /// @param host that the client has named with HOST
  ContextScope(ServerTls setting, Optional<String> host) {
    this.clientCertificates = setting.clientCertificates();
    this.keys = new BoundKeys(new CertificateChoice(setting.certificates(), host));
    try {
      this.context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, ClientTrust.managers(clientCertificates), null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
    var sessions = context.getServerSessionContext();
    sessions.setSessionTimeout((int) TICKET_TIME.toSeconds());
    sessions.setSessionCacheSize(KEPT_SESSIONS);
  }

  @Override
  public SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    Offer.apply(engine, clientCertificates);
    return engine;
  }

  @Override
  public void bind() {
    keys.bind();
  }

  @Override
  public Handshake handshakeOf(SSLEngine engine) {
    return keys.handshakeOf(engine);
  }

  /// A second look that does not rest on the key manager: a session keeps the time of its creation
  /// when it is resumed, whatever JSSE makes of it.
  @Override
  public boolean mayDescend(SSLSession data, SSLSession control) {
    return data.getCreationTime() == control.getCreationTime();
  }

  /// There are clients that use a ticket once, keep the newest only, and do not wait for the one of
  /// an upload: OpenSSL under curl does all three.
  ///
  /// To take a value away is change enough, even one that was never there. JSSE counts a session's
  /// tickets in one signed octet, and resumes none that it makes behind the 127th.
  @Override
  public void renewTicket(SSLSession control) {
    control.removeValue(TICKET_WANTED);
  }
}
