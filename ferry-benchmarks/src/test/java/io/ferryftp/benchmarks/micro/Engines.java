package io.ferryftp.benchmarks.micro;

import io.ferryftp.benchmarks.BenchCertificate;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Where the engines of TLS come from: one constant for each implementation.
public enum Engines {
  JSSE {
    @Override
    SSLContext context() throws GeneralSecurityException, IOException, InterruptedException {
      KeyMaterial material = BenchCertificate.make();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          "bench", material.key(), new char[0], material.chain().toArray(new Certificate[0]));
      var factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(keys, new char[0]);
      var context = SSLContext.getInstance("TLS");
      KeyManager[] own = factory.getKeyManagers();
      context.init(own, new TrustManager[] {new Everybody()}, null);
      return context;
    }
  };

  /// What both ends are made of.
  abstract SSLContext context() throws GeneralSecurityException, IOException, InterruptedException;

  /// The end that connects.
  static SSLEngine client(SSLContext context, String protocol) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {protocol});
    return engine;
  }

  /// The end that is connected to.
  static SSLEngine server(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  /// Believes everybody: both ends are in one process.
  private static final class Everybody extends X509ExtendedTrustManager {
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
