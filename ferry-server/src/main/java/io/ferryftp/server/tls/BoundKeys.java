package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The key of one control connection. Once it is bound it serves no full handshake any more, so
/// that whoever gets through has resumed a session of this control connection.
///
/// JSSE asks for a key in a full handshake, when the handshake's session exists, and while it
/// decodes a ticket, when it does not yet. In a handshake that resumes it asks for none.
final class BoundKeys extends X509ExtendedKeyManager {
  private static final String ALIAS = "ferry";

  private final CertificateChoice choice;
  private final AtomicBoolean bound = new AtomicBoolean();

  /// The engines that were seen in a full handshake.
  private final Set<SSLEngine> full = ConcurrentHashMap.newKeySet();

  BoundKeys(CertificateChoice choice) {
    this.choice = choice;
  }

  void bind() {
    bound.set(true);
  }

  /// How this engine's handshake went, or where it was going when it failed; to be asked once, and
  /// for each engine.
  Handshake handshakeOf(SSLEngine engine) {
    return full.remove(engine) ? Handshake.FULL : Handshake.RESUMED;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    Optional<KeyMaterial> material =
        Optional.<SSLSession>ofNullable(engine.getHandshakeSession())
            .map(session -> forFullHandshake(engine, session))
            .orElseGet(choice::made);
    return material
        .filter(one -> one.key().getAlgorithm().equals(keyType))
        .map(_ -> ALIAS)
        .orElse(null);
  }

  private Optional<KeyMaterial> forFullHandshake(SSLEngine engine, SSLSession session) {
    full.add(engine);
    return bound.get() ? Optional.empty() : Optional.of(choice.make(session));
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return choice.made().map(one -> one.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return choice.made().map(KeyMaterial::key).orElse(null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
