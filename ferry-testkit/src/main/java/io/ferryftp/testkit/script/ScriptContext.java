package io.ferryftp.testkit.script;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// What sessions of TLS share: one certificate, and the memory of what can be resumed.
final class ScriptContext {
  /// JSSE remembers sessions by such a name, for whoever opens connections.
  private static final String HOST = "script";

  private static final int PORT = 21;

  private final SSLContext context;
  private final Keys keys;

  private ScriptContext(SSLContext context, Keys keys) {
    this.context = context;
    this.keys = keys;
  }

  static ScriptContext showing(KeyMaterial material) {
    var keys = new Keys(material);
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, new TrustManager[] {new Anybody()}, null);
      return new ScriptContext(context, keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  SSLEngine engine(Player.End end) {
    SSLEngine engine = context.createSSLEngine(HOST, PORT);
    engine.setUseClientMode(end == Player.End.CLIENT);
    return engine;
  }

  /// How many handshakes resumed nothing, as a server sees it.
  int fullHandshakes() {
    return keys.asked.get();
  }

  /// JSSE asks a server for its key in a full handshake, when there is a session of the handshake,
  /// and while it looks at a ticket, when there is none yet.
  private static final class Keys extends X509ExtendedKeyManager {
    private static final String ALIAS = "script";

    private final KeyMaterial material;
    private final AtomicInteger asked = new AtomicInteger();

    private Keys(KeyMaterial material) {
      this.material = material;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      if (!keyType.equals(material.key().getAlgorithm())) {
        return null;
      }
      if (engine.getHandshakeSession() != null) {
        asked.incrementAndGet();
      }
      return ALIAS;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
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
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return material.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return material.key();
    }
  }

  /// A scripted peer judges nobody's certificate: that is for what is tested.
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
