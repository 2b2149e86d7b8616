package io.ferryftp.protocol.tls;

import java.io.IOException;

/// A key is encrypted, and nobody gave the password.
public final class PasswordMissingException extends IOException {
  private static final long serialVersionUID = 1L;

  PasswordMissingException(String message) {
    super(message);
  }
}
