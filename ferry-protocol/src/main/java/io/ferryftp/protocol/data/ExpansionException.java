package io.ferryftp.protocol.data;

import java.io.IOException;

/// Compressed data that would become far more than they are on the wire.
public final class ExpansionException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param reason in a few words that may be shown to a client
  public ExpansionException(String reason) {
    super(reason);
  }
}
