package io.ferryftp.protocol.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// A private key and the certificates that speak for it. Its text shows nothing of the key.
///
/// @param key never shown
/// @param chain the certificate of the key first, then those that lead to an authority
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
  public KeyMaterial {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a key needs its certificate");
    }
  }

  /// The certificate of the key.
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /// Names the certificate only.
  @Override
  public String toString() {
    return "KeyMaterial[" + Fingerprint.of(certificate()) + "]";
  }
}
