package io.ferryftp.server.config;

/// How a server that demands session reuse knows that this JVM sees to it.
public enum TlsProof {
  /// It tries before it serves.
  TRIED_FIRST,
  /// Whoever starts it has seen the same JVM do so with the same settings, and sees to it that it
  /// is tried again.
  KNOWN
}
