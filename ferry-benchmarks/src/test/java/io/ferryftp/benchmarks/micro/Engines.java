package io.ferryftp.benchmarks.micro;

import io.ferryftp.benchmarks.BenchCertificate;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsEngines;
import io.ferryftp.protocol.tls.TlsVersion;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.ServiceLoader;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Where a server's engines of TLS come from: one constant for each implementation. Both ends agree
/// on AES-128-GCM, so that the same is compared.
public enum Engines {
  JSSE {
    @Override
    SSLEngine server(String protocol, KeyMaterial key)
        throws GeneralSecurityException, IOException {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("bench", key.key(), new char[0], key.chain().toArray(new Certificate[0]));
      var factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(keys, new char[0]);
      SSLEngine engine = context(factory.getKeyManagers()).createSSLEngine();
      engine.setUseClientMode(false);
      return engine;
    }
  },
  BORINGSSL {
    @Override
    SSLEngine server(String protocol, KeyMaterial key) {
      TlsEngines engines =
          ServiceLoader.load(TlsEngines.class)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no BoringSSL on the class path"));
      engines
          .obstacle()
          .ifPresent(reason -> {
            throw new IllegalStateException(engines.name() + " is not measured: " + reason);
          });
      var offer =
          new ServerOffer(
              List.of(TlsVersion.values()),
              List.of(suite(protocol)),
              "ftp",
              Asking.NOBODY,
              new Everybody());
      return engines.server(offer).scope(_ -> key).engine();
    }
  };

  /// The end that is connected to.
  abstract SSLEngine server(String protocol, KeyMaterial key)
      throws GeneralSecurityException, IOException;

  /// The end that connects, which is always JSSE's.
  static SSLEngine client(String protocol) throws GeneralSecurityException {
    SSLEngine engine = context(new KeyManager[0]).createSSLEngine();
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {protocol});
    engine.setEnabledCipherSuites(new String[] {suite(protocol)});
    return engine;
  }

  /// A new certificate.
  static KeyMaterial key() throws IOException, InterruptedException {
    return BenchCertificate.make();
  }

  private static String suite(String protocol) {
    return protocol.equals("TLSv1.3")
        ? "TLS_AES_128_GCM_SHA256"
        : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  }

  private static SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {new Everybody()}, null);
    return context;
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
