package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsFacts;
import java.io.IOException;
import java.util.Optional;

/// What is done to a data connection before anything moves over it.
public interface DataProtection {
  /// Nothing: data go in clear.
  DataProtection NONE = below -> new Protected(below, Optional.empty());

  /// A data connection that is ready for data.
  ///
  /// @param tls what was agreed on; empty in clear
  /// @param unbound where the connection does not belong to the client: the certificate of who is
  ///   there instead, printable
  record Protected(Wire wire, Optional<TlsFacts> tls, Optional<String> unbound) {
    /// One that belongs to the client.
    public Protected(Wire wire, Optional<TlsFacts> tls) {
      this(wire, tls, Optional.empty());
    }
  }

  /// Makes a connection ready.
  ///
  /// @throws NotProtectedException if the peer does not protect it as it must, with a sentence for
  ///   the client
  /// @throws IOException if it broke
  Protected protect(Wire below) throws IOException;
}
