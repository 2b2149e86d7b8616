package io.ferryftp.protocol.net;

import java.io.IOException;

/// The peer did not wait where the wire under a control connection was to change: octets have been
/// read behind the last line.
public final class UnreadInputException extends IOException {
  private static final long serialVersionUID = 1;

  public UnreadInputException() {
    super("octets have come in behind a command that had to be the last");
  }
}
