package io.ferryftp.protocol.tls;

import java.util.Optional;

/// What all connections of a server have in common under TLS.
public interface TlsServer {
  /// Which certificate a connection shows.
  @FunctionalInterface
  interface KeyChoice {
    /// Makes the choice for a full handshake; the first one stands.
    ///
    /// @param serverName that the client asks for (RFC 6066 §3), if it is a name at all
    KeyMaterial make(Optional<String> serverName);
  }

  /// A control connection with its data connections.
  TlsScope scope(KeyChoice keys);
}
