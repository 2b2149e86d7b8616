package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/// What one control connection and its data connections have in common: only within it can a
/// session be resumed.
public interface TlsScope {
  /// A server's engine for one more data connection; a [NativeEngine] is to be released.
  SSLEngine engine();

  /// The same for the control connection, which comes first.
  default SSLEngine controlEngine() {
    return engine();
  }

  /// From here on full handshakes fail: who gets through has resumed.
  void bind();

  /// How this engine's handshake went, or where it was going when it failed; to be asked once, and
  /// for each engine.
  Handshake handshakeOf(SSLEngine engine);

  /// A second look at a data connection whose handshake resumed: whether its session may descend
  /// from that of the control connection.
  boolean mayDescend(SSLSession data, SSLSession control);

  /// Puts a fresh ticket in front of what the control connection says next, where a client may need
  /// one for its next data connection.
  void renewTicket(SSLSession control);
}
