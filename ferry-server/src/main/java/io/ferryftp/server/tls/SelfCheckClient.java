package io.ferryftp.server.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client in memory, of one version of TLS, that remembers its tickets.
final class SelfCheckClient {
  /// By these JSSE finds the session to resume; nothing is ever sent there.
  private static final String HOST = "self-check";

  private static final int PORT = 21;

  private final String version;
  private final SSLContext context;

  SelfCheckClient(String version) {
    this.version = version;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {new Oneself()}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  /// Whether the JVM's security policy allows this version at all.
  boolean isAllowed() {
    return List.of(context.getDefaultSSLParameters().getProtocols()).contains(version);
  }

  SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine(HOST, PORT);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setServerNames(List.of());
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Believes everybody: the other end is this process.
  private static final class Oneself extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
