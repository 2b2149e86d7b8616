package io.ferryftp.server.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Takes the certificate of a server that nobody has named, whatever it says: TLS itself sees to it
/// that the peer has its key. Of the extended kind, because JSSE adds checks of names to the other.
final class UnnamedServers extends X509ExtendedTrustManager {
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
    // There is no name that it could be checked against.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    throw onlyServers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw onlyServers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw onlyServers();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException onlyEngines() {
    return new CertificateException("only engines are used here");
  }

  private static CertificateException onlyServers() {
    return new CertificateException("this end is the client");
  }
}
