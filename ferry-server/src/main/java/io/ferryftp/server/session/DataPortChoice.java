package io.ferryftp.server.session;

import java.net.InetSocketAddress;

/// How the next data connection will come about. The socket or expectation behind a choice belongs
/// to the connection's [DataPorts], never to the session.
sealed interface DataPortChoice {
  /// Nothing has been agreed: a transfer verb gets 425. Ferry does not fall back to the control
  /// connection's port (RFC 959 §3.3), which no client listens on.
  record None() implements DataPortChoice {}

  /// The server connects to this address (PORT, EPRT, LPRT).
  record Active(InetSocketAddress target, DataPeer peer) implements DataPortChoice {
    /// The client's own.
    Active(InetSocketAddress target) {
      this(target, DataPeer.CLIENT);
    }
  }

  /// The other end connects to a shared passive port (PASV, EPSV, LPSV; with another server CPSV).
  record Passive(DataPeer peer) implements DataPortChoice {
    /// The client does.
    Passive() {
      this(DataPeer.CLIENT);
    }
  }
}
