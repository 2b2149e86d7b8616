package io.ferryftp.testkit;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// A key and its certificates in files.
///
/// @param chain PEM: the certificate of the key first, then those that lead to an authority
/// @param key PEM, PKCS#8, in clear
/// @param store PKCS#12 with both, protected by [#PASSWORD]
/// @param authority PEM: who vouches for certificates of the test kit
public record CertificateFiles(Path chain, Path key, Path store, Path authority) {
  /// Of the PKCS#12 file.
  public static final String PASSWORD = "changeit";

  private static final int LINE_LETTERS = 64;

  static CertificateFiles write(KeyMaterial material, X509Certificate authority, Path directory)
      throws IOException {
    var files =
        new CertificateFiles(
            directory.resolve("cert.pem"),
            directory.resolve("key.pem"),
            directory.resolve("cert.p12"),
            directory.resolve("authority.pem"));
    var chain = new StringBuilder();
    for (X509Certificate certificate : material.chain()) {
      chain.append(pem(certificate));
    }
    Files.writeString(files.chain, chain);
    Files.writeString(files.key, pem("PRIVATE KEY", material.key().getEncoded()));
    Files.writeString(files.authority, pem(authority));
    writeStore(material, files.store);
    return files;
  }

  private static void writeStore(KeyMaterial material, Path file) throws IOException {
    char[] password = PASSWORD.toCharArray();
    try (var out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          "ferry", material.key(), password, material.chain().toArray(X509Certificate[]::new));
      store.store(out, password);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no PKCS#12", e);
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without an encoding", e);
    }
  }

  private static String pem(String label, byte[] octets) {
    var encoder = Base64.getMimeEncoder(LINE_LETTERS, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, encoder.encodeToString(octets), label);
  }
}
