package io.ferryftp.client.config;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.util.Optional;

/// How a client speaks TLS.
///
/// @param mode whether, and how it begins
/// @param trust whom the client believes to be the server
/// @param certificate what the client shows to a server that asks who it is
public record ClientTls(TlsMode mode, ServerTrust trust, Optional<KeyMaterial> certificate) {
  /// TLS where it is offered, with servers that the system's authorities vouch for.
  public static final ClientTls DEFAULT =
      new ClientTls(TlsMode.AUTO, ServerTrust.SYSTEM, Optional.empty());

  /// The same with another mode.
  public ClientTls withMode(TlsMode other) {
    return new ClientTls(other, trust, certificate);
  }

  /// The same with another trust.
  public ClientTls withTrust(ServerTrust other) {
    return new ClientTls(mode, other, certificate);
  }

  /// The same with a certificate of the client's own.
  public ClientTls withCertificate(KeyMaterial own) {
    return new ClientTls(mode, trust, Optional.of(own));
  }
}
