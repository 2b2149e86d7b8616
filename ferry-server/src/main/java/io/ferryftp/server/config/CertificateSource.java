package io.ferryftp.server.config;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.util.List;
import java.util.Optional;

/// Where a server has its certificates from. It is asked once for each control connection that is
/// to be protected, whose data connections then show the same certificate; so an answer may change
/// from one time to the next, when files have changed. Implementations serve many threads.
public interface CertificateSource {
  /// The certificate for clients that ask for no name, or for one that nobody here has.
  KeyMaterial standard();

  /// The certificate for a host name that a client asks for, by TLS (RFC 6066 §3) or by HOST (RFC
  /// 7151); empty if there is none.
  ///
  /// @param name in any letter case
  Optional<KeyMaterial> forName(String name);

  /// A source that never changes; the first is the standard one.
  static CertificateSource of(KeyMaterial first, KeyMaterial... others) {
    return new GivenCertificates(first, List.of(others));
  }
}
