package io.ferryftp.protocol.data;

import java.io.IOException;

/// Octets that are not coded as MODE and STRU say.
public final class BrokenDataException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param reason in a few words that may be shown to a client
  public BrokenDataException(String reason) {
    super(reason);
  }
}
