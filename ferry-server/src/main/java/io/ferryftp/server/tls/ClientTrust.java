package io.ferryftp.server.tls;

import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ClientCertificates.Demand;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whose certificates a server believes: exactly those that lead to a given authority by PKIX (RFC
/// 5280 §6), are valid now and are meant for clients. The JVM's own authorities are never asked.
final class ClientTrust {
  private ClientTrust() {}

  /// Never none: a context without trust managers of its own loads the JVM's authorities, which
  /// costs milliseconds for each control connection.
  static TrustManager[] managers(ClientCertificates setting) {
    return setting.demand() == Demand.OFF
        ? new TrustManager[] {new Nobody()}
        : pkix(setting).getTrustManagers();
  }

  /// The one of them that knows certificates.
  static X509TrustManager manager(ClientCertificates setting) {
    return Stream.of(managers(setting))
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this JVM cannot check certificates"));
  }

  private static TrustManagerFactory pkix(ClientCertificates setting) {
    try {
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, null);
      for (X509Certificate authority : setting.authorities()) {
        authorities.setCertificateEntry("authority " + authorities.size(), authority);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(authorities);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot check certificates", e);
    }
  }

  /// Believes nobody; nobody is asked.
  private static final class Nobody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      throw new CertificateException("client certificates are not asked for");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      throw new CertificateException("this is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
