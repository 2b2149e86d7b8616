package io.ferryftp.server.config;

/// Whether a protected data connection must show that it comes from whoever holds the control
/// connection, by resuming that connection's TLS session.
public enum TlsSessionReuse {
  /// One that does not is refused with 522.
  REQUIRED,
  /// One that does not is served, and events say so.
  PREFERRED,
  /// Nobody looks.
  OFF
}
