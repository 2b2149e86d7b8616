package io.ferryftp.protocol.tls;

import java.util.Optional;

/// An implementation of TLS for servers besides JSSE, found by [java.util.ServiceLoader].
/// Implementations serve many threads.
public interface TlsEngines {
  /// Its name, such as people know it by.
  String name();

  /// Why it cannot be used on this machine, in a few words; empty if it can. The first call may
  /// load what is needed.
  Optional<String> obstacle();

  /// What servers with the same offer have in common; to be kept.
  ///
  /// @throws IllegalStateException if there is an obstacle
  TlsServer server(ServerOffer offer);
}
