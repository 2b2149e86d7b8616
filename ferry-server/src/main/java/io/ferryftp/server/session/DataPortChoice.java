package io.ferryftp.server.session;

import java.net.InetSocketAddress;

/// How the next data connection will come about. The socket or expectation behind a choice belongs
/// to the connection's [DataPorts], never to the session.
sealed interface DataPortChoice {
  /// Nothing has been agreed: a transfer verb gets 425. Ferry does not fall back to the control
  /// connection's port (RFC 959 §3.3), which no client listens on.
  record None() implements DataPortChoice {}

  /// The server connects to this address (PORT, EPRT).
  record Active(InetSocketAddress target) implements DataPortChoice {}

  /// The client connects to a shared passive port (PASV, EPSV).
  record Passive() implements DataPortChoice {}
}
