package io.ferryftp.client.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The authorities that vouch for servers: those that were given, or the system's.
final class Authorities {
  private final X509ExtendedTrustManager judge;

  private Authorities(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /// Those of a client.
  ///
  /// @param given empty: the system's
  static Authorities of(List<X509Certificate> given) {
    return given.isEmpty() ? OfTheSystem.SHARED : new Authorities(judge(store(given)));
  }

  /// Why nobody vouches for this chain and the name that the engine was made for; empty if somebody
  /// does.
  Optional<CertificateException> objection(
      X509Certificate[] chain, String authType, SSLEngine engine) {
    try {
      judge.checkServerTrusted(chain, authType, engine);
      return Optional.empty();
    } catch (CertificateException e) {
      return Optional.of(e);
    }
  }

  /// Whether somebody vouches for this chain under any name.
  boolean vouchForSomeName(X509Certificate[] chain, String authType) {
    try {
      judge.checkServerTrusted(chain, authType);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static KeyStore store(List<X509Certificate> given) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < given.size(); i++) {
        store.setCertificateEntry("authority-" + i, given.get(i));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no store for certificates in this Java", e);
    }
  }

  private static X509ExtendedTrustManager judge(@Nullable KeyStore authorities) {
    try {
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(authorities);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no PKIX in this Java"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no PKIX in this Java", e);
    }
  }

  /// Read once, when the first client needs them: that takes as long as some handshakes.
  private static final class OfTheSystem {
    static final Authorities SHARED = new Authorities(judge(null));
  }
}
