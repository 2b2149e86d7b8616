package io.ferryftp.server.config;

/// From where a password is accepted over a connection without TLS.
public enum CleartextPolicy {
  /// Only from this machine.
  LOOPBACK_ONLY,
  /// From everywhere: anybody on the way can read it.
  EVERYWHERE
}
