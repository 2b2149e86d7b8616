package io.ferryftp.protocol.tls;

import javax.net.ssl.SSLException;

/// What came in is no record of TLS: the peer speaks in clear, or another protocol.
public final class ClearTextException extends SSLException {
  private static final long serialVersionUID = 1;

  public ClearTextException() {
    super("what came is not TLS");
  }
}
