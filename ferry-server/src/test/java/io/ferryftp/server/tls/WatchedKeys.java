package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Notes when JSSE asks for a key.
final class WatchedKeys extends X509ExtendedKeyManager {
  /// What there was when JSSE asked.
  enum Moment {
    WITH_SESSION,
    WITHOUT_SESSION
  }

  private final KeyMaterial material;
  private final SSLContext context;
  private final List<Moment> asked = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  WatchedKeys(KeyMaterial material) {
    this.material = material;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {this}, new TrustManager[0], null);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  List<Moment> asked() {
    return asked;
  }

  void forget() {
    asked.clear();
  }

  void refuse() {
    refusing = true;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    asked.add(engine.getHandshakeSession() == null ? Moment.WITHOUT_SESSION : Moment.WITH_SESSION);
    return !refusing && keyType.equals(material.key().getAlgorithm()) ? "own" : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return material.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return material.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {"own"};
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
