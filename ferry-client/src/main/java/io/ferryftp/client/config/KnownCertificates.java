package io.ferryftp.client.config;

import io.ferryftp.protocol.tls.Fingerprint;
import java.io.IOException;
import java.util.Optional;

/// Certificates that somebody has said yes to, by host (in lower case) and port. Implementations
/// serve many threads.
public interface KnownCertificates {
  /// Knows none and remembers none.
  KnownCertificates NONE =
      new KnownCertificates() {
        @Override
        public Optional<Fingerprint> find(String host, int port) {
          return Optional.empty();
        }

        @Override
        public void remember(String host, int port, Fingerprint certificate) {}
      };

  /// The certificate that this server is known by.
  ///
  /// @throws IOException if that cannot be told; nothing is trusted then
  Optional<Fingerprint> find(String host, int port) throws IOException;

  /// Remembers what somebody has just said yes to.
  ///
  /// @throws IOException if it cannot be remembered; the connection goes on
  void remember(String host, int port, Fingerprint certificate) throws IOException;
}
