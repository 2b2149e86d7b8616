package io.ferryftp.client.config;

import io.ferryftp.protocol.tls.Fingerprint;
import java.security.cert.X509Certificate;
import java.util.List;

/// Whom a client believes to be the server it wants.
public sealed interface ServerTrust {
  /// Servers that the system's authorities vouch for by the name that was asked for, and no others.
  ServerTrust SYSTEM = new Vouched(List.of(), KnownCertificates.NONE, UnknownCertificate.REFUSED);

  /// A server that an authority vouches for by the name that was asked for; or one whose
  /// certificate is known for its host and port; or one that somebody is asked about. A known
  /// certificate counts before all authorities: if the server shows another one that none of them
  /// vouches for, nobody is asked and the connection ends.
  ///
  /// @param authorities empty: the system's
  record Vouched(
      List<X509Certificate> authorities, KnownCertificates known, UnknownCertificate question)
      implements ServerTrust {
    public Vouched {
      authorities = List.copyOf(authorities);
    }
  }

  /// The one server whose certificate has this fingerprint, whatever else it says.
  record Pinned(Fingerprint fingerprint) implements ServerTrust {}

  /// Anybody: what is sent is protected against listeners, and not against somebody in the middle.
  record Anybody() implements ServerTrust {}
}
