package io.ferryftp.server.transfer;

import java.io.IOException;

/// A data connection that is not protected as it must be. Its message is for the client: what is
/// wrong, and what to do.
public final class NotProtectedException extends IOException {
  private static final long serialVersionUID = 1;

  public NotProtectedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
