package io.ferryftp.protocol.tls;

import java.io.EOFException;

/// The connection ended without TLS's own end, `close_notify`: somebody on the way may have cut
/// what was sent (RFC 8446 §6.1).
public final class TruncationException extends EOFException {
  private static final long serialVersionUID = 1;

  public TruncationException() {
    super("the connection ended without close_notify");
  }
}
