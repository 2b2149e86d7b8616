package io.ferryftp.protocol.tls;

import javax.net.ssl.SSLSession;

/// What the two ends of a protected connection agreed on, as logs and people are told.
///
/// @param protocol as JSSE names it, such as `TLSv1.3`
/// @param cipherSuite by its IANA name, such as `TLS_AES_256_GCM_SHA384`
/// @param handshake how they agreed
public record TlsFacts(String protocol, String cipherSuite, Handshake handshake) {
  /// How a session came about.
  public enum Handshake {
    /// With certificates.
    FULL,
    /// By resumption of an earlier session (RFC 8446 §2.2, RFC 5077).
    RESUMED
  }

  /// The facts of a session.
  public static TlsFacts of(SSLSession session, Handshake handshake) {
    return new TlsFacts(session.getProtocol(), session.getCipherSuite(), handshake);
  }
}
