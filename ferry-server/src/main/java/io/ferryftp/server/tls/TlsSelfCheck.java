package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsSessionReuse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/// Tries in memory, with the server's own certificate, whether this JVM binds data connections to
/// their control connections. The binding rests on what JSSE does and its documentation does not
/// promise; a JVM that does otherwise must not serve under a promise that it breaks.
public final class TlsSelfCheck {
  private final Supplier<TlsScope> scopes;

  TlsSelfCheck(Supplier<TlsScope> scopes) {
    this.scopes = scopes;
  }

  /// Looks whether the engine that is wished for is there; and at the binding, if session reuse is
  /// required.
  ///
  /// @throws TlsSelfCheckException if either is not so
  public static void require(ServerTls setting) throws TlsSelfCheckException {
    Optional<String> obstacle = Engines.obstacle(setting.engine());
    if (obstacle.isPresent()) {
      throw new TlsSelfCheckException(
          "BoringSSL cannot be used here: "
              + obstacle.get()
              + "; take --tls-engine auto, which uses JSSE then");
    }
    if (setting.sessionReuse() == TlsSessionReuse.REQUIRED) {
      ServerTls unasked = setting.withClientCertificates(ClientCertificates.OFF);
      new TlsSelfCheck(() -> Engines.scope(unasked, Optional.empty())).run();
    }
  }

  void run() throws TlsSelfCheckException {
    for (TlsVersion version : TlsVersion.values()) {
      if (new SelfCheckClient(version.word()).isAllowed()) {
        try {
          check(version.word());
        } catch (UnusableCertificateException e) {
          throw new TlsSelfCheckException(
              "the certificate cannot be used: in %s %s; take one with an EC or RSA key"
                  .formatted(version.word(), e.getMessage()),
              e);
        } catch (SSLException | RuntimeException e) {
          throw new TlsSelfCheckException(sentence(version.word(), e), e);
        }
      }
    }
  }

  private static String sentence(String version, Exception e) {
    return ("TLS data connections cannot be bound to their control connections with this Java"
            + " (%s, %s): in %s %s; start with --tls-session-reuse preferred, or with another JDK")
        .formatted(Runtime.version(), System.getProperty("java.vendor"), version, e.getMessage());
  }

  private void check(String version) throws SSLException {
    TlsScope scope = scopes.get();
    var client = new SelfCheckClient(version);
    SSLSession control = control(scope, client);
    checkResumption(scope, client, control);
    checkTicketOfferedAgain(scope, client, control);
    if (passes(scope, new SelfCheckClient(version))) {
      throw new SSLException("a full handshake is served where it must be refused");
    }
    TlsScope stranger = scopes.get();
    control(stranger, new SelfCheckClient(version));
    if (passes(stranger, client)) {
      throw new SSLException("the ticket of another control connection is served");
    }
  }

  private static SSLSession control(TlsScope scope, SelfCheckClient client) throws SSLException {
    SSLEngine server = scope.engine();
    try {
      MemoryHandshake.between(client.engine(), server);
    } catch (SSLException e) {
      throw new UnusableCertificateException(e);
    }
    if (scope.handshakeOf(server) != Handshake.FULL) {
      throw new SSLException("a full handshake goes unnoticed");
    }
    scope.bind();
    return server.getSession();
  }

  private static void checkResumption(TlsScope scope, SelfCheckClient client, SSLSession control)
      throws SSLException {
    for (int i = 0; i < 2; i++) {
      SSLEngine server = scope.engine();
      try {
        MemoryHandshake.between(client.engine(), server);
      } catch (SSLException e) {
        throw new SSLException("the session of the control connection is not resumed", e);
      }
      checkDescent(scope, server, server.getSession(), control);
    }
  }

  /// The same first message, and so the same ticket, to several engines.
  private static void checkTicketOfferedAgain(
      TlsScope scope, SelfCheckClient client, SSLSession control) throws SSLException {
    ByteBuffer hello = MemoryHandshake.hello(client.engine());
    for (int i = 0; i < 2; i++) {
      SSLEngine server = scope.engine();
      try {
        MemoryHandshake.read(server, hello);
      } catch (SSLException e) {
        throw new SSLException("a ticket that is offered again is not resumed", e);
      }
      SSLSession session = server.getHandshakeSession();
      checkDescent(scope, server, session == null ? server.getSession() : session, control);
    }
  }

  private static void checkDescent(
      TlsScope scope, SSLEngine server, SSLSession session, SSLSession control)
      throws SSLException {
    if (scope.handshakeOf(server) != Handshake.RESUMED) {
      throw new SSLException("a resumption looks like a full handshake");
    }
    if (!scope.mayDescend(session, control)) {
      throw new SSLException("a resumed session does not descend from the control connection's");
    }
  }

  private static boolean passes(TlsScope scope, SelfCheckClient client) {
    SSLEngine server = scope.engine();
    try {
      MemoryHandshake.between(client.engine(), server);
      return true;
    } catch (SSLException e) {
      return false;
    } finally {
      Handshake _ = scope.handshakeOf(server);
    }
  }

  /// Not even the control connection came about, which says nothing of the JVM.
  private static final class UnusableCertificateException extends SSLException {
    private static final long serialVersionUID = 1;

    UnusableCertificateException(SSLException cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }
}
