package io.ferryftp.boringssl;

import io.netty.internal.tcnative.CertificateVerifier;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/// Asks Java whether a client's certificate is to be believed, while BoringSSL waits.
final class ClientCheck extends CertificateVerifier {
  private static final System.Logger LOG = System.getLogger(ClientCheck.class.getName());

  private final X509TrustManager trust;

  ClientCheck(X509TrustManager trust) {
    this.trust = trust;
  }

  @Override
  public int verify(long ssl, byte[][] chain, String kind) {
    try {
      X509Certificate[] certificates = BoringServer.certificates(chain);
      trust.checkClientTrusted(certificates, certificates[0].getPublicKey().getAlgorithm());
      return X509_V_OK;
    } catch (CertificateException | RuntimeException e) {
      LOG.log(Level.DEBUG, "a client's certificate is not believed", e);
      return X509_V_ERR_CERT_REJECTED;
    }
  }
}
