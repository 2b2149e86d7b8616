package io.ferryftp.server.config;

/// Which implementation of TLS a server uses.
public enum TlsEngine {
  /// BoringSSL where there is a library of it for this machine, and JSSE elsewhere; JSSE too if the
  /// system property `io.ferryftp.tls.engine` says `jsse`.
  AUTO,
  /// The JDK's own.
  JSSE,
  /// BoringSSL, which needs the module `ferry-boringssl` and a library of it for this machine.
  BORINGSSL
}
