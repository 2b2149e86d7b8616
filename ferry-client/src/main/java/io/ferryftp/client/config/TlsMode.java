package io.ferryftp.client.config;

/// Whether the client speaks TLS, and how it begins.
public enum TlsMode {
  /// AUTH TLS; a server that refuses it is spoken to in clear, unless it is known to offer TLS.
  AUTO,
  /// In clear, whatever the server offers.
  OFF,
  /// AUTH TLS, and nothing without it (RFC 4217).
  EXPLICIT,
  /// TLS from the first octet, on a port of its own.
  IMPLICIT
}
