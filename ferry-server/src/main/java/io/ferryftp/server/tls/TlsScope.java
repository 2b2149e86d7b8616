package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import javax.net.ssl.SSLEngine;

/// What one control connection and its data connections have in common: only within it can a
/// session be resumed.
interface TlsScope {
  /// A server's engine for one more connection.
  SSLEngine engine();

  /// From here on full handshakes fail: who gets through has resumed.
  void bind();

  /// How this engine's handshake went, or where it was going when it failed; to be asked once, and
  /// for each engine.
  Handshake handshakeOf(SSLEngine engine);
}
