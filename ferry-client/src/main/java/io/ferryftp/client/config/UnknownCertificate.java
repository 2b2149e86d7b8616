package io.ferryftp.client.config;

import java.security.cert.X509Certificate;

/// Asks about a server that nobody vouches for.
@FunctionalInterface
public interface UnknownCertificate {
  /// Nobody is asked, and the answer is no.
  UnknownCertificate REFUSED = (_, _, _, _) -> Answer.NO;

  /// What somebody says.
  enum Answer {
    NO,
    /// Now, and from now on.
    ALWAYS
  }

  /// Whether to go on. Called while the server waits, which it does not do for ever.
  ///
  /// @param why nobody vouches for it, one sentence
  Answer ask(String host, int port, X509Certificate certificate, String why);
}
