package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.ClientCertificates;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// What a server agrees to in a handshake: TLS 1.2 and 1.3, suites that authenticate what they
/// encrypt and forget their keys (AEAD, ECDHE), and the protocol `ftp` (RFC 7301) for clients that
/// ask for one.
final class Offer {
  /// In the server's order of preference. All have forward secrecy: a stolen certificate key opens
  /// no record of the past.
  static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /// Its name in ALPN.
  static final String PROTOCOL = "ftp";

  private Offer() {}

  /// Those that this JVM has not been told to leave (`jdk.tls.disabledAlgorithms`), whichever
  /// engine speaks them.
  static List<TlsVersion> versions() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, ClientTrust.managers(ClientCertificates.OFF), null);
      List<String> allowed = List.of(context.getDefaultSSLParameters().getProtocols());
      return Arrays.stream(TlsVersion.values())
          .filter(version -> allowed.contains(version.word()))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  /// Makes an engine a server's, that offers this.
  static void apply(SSLEngine engine, ClientCertificates clientCertificates) {
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(new String[] {PROTOCOL});
    switch (clientCertificates.demand()) {
      case OFF -> {}
      case OPTIONAL -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
  }

  /// Makes an engine a client's, that offers the same.
  static void applyToClient(SSLEngine engine) {
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters(engine));
  }

  private static SSLParameters parameters(SSLEngine engine) {
    List<String> known = Arrays.asList(engine.getSupportedCipherSuites());
    SSLParameters parameters = engine.getSSLParameters();
    // Some JVMs have been told to know fewer.
    parameters.setCipherSuites(SUITES.stream().filter(known::contains).toArray(String[]::new));
    parameters.setProtocols(new String[] {TlsVersion.TLS_1_3.word(), TlsVersion.TLS_1_2.word()});
    return parameters;
  }
}
