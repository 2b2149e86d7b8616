package io.ferryftp.server.session;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/// A key for tests and nothing else: a self-signed certificate with the common name
/// `ftp.example.com`, for that name, `other.example.com` and 127.0.0.1.
final class TestKeys {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private TestKeys() {}

  static KeyMaterial material() {
    try (InputStream in = TestKeys.class.getResourceAsStream("test-only.p12")) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(Objects.requireNonNull(in), PASSWORD);
      return new KeyMaterial(
          (PrivateKey) store.getKey("ferry", PASSWORD),
          List.of((X509Certificate) store.getCertificate("ferry")));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static ServerTls tls() {
    return ServerTls.with(CertificateSource.of(material()));
  }
}
