package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsServer.KeyChoice;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A session-id context of its own, which BoringSSL writes into every ticket and session, and under
/// which alone it resumes them. Once it is bound, engines end a full handshake at its first word.
final class BoringScope implements TlsScope {
  private static final int CONTEXT_OCTETS = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BoringServer server;
  private final KeyChoice keys;
  private final byte[] sessionIdContext;
  private volatile boolean bound;
  private volatile @Nullable BoringEngine control;

  BoringScope(BoringServer server, KeyChoice keys) {
    this(server, keys, random());
  }

  BoringScope(BoringServer server, KeyChoice keys, byte[] sessionIdContext) {
    this.server = server;
    this.keys = keys;
    this.sessionIdContext = sessionIdContext;
  }

  private static byte[] random() {
    byte[] octets = new byte[CONTEXT_OCTETS];
    RANDOM.nextBytes(octets);
    return octets;
  }

  @Override
  public SSLEngine engine() {
    return new BoringEngine(server, this, Talk.Role.DATA);
  }

  @Override
  public SSLEngine controlEngine() {
    var engine = new BoringEngine(server, this, Talk.Role.CONTROL);
    control = engine;
    return engine;
  }

  byte[] sessionIdContext() {
    return sessionIdContext;
  }

  /// The key for a full handshake; BoringSSL wants one where it resumes as well.
  KeyMaterial key(Optional<String> serverName) {
    return keys.make(serverName);
  }

  @Override
  public void bind() {
    bound = true;
  }

  boolean isBound() {
    return bound;
  }

  @Override
  public Handshake handshakeOf(SSLEngine engine) {
    return ((BoringEngine) engine).handshake();
  }

  /// It does: BoringSSL itself says whether it has resumed, and resumes nothing else.
  @Override
  public boolean mayDescend(SSLSession data, SSLSession control) {
    return true;
  }

  @Override
  public void renewTicket(SSLSession control) {
    BoringEngine engine = this.control;
    if (engine != null) {
      engine.renewTicket();
    }
  }
}
