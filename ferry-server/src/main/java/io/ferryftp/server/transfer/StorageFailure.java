package io.ferryftp.server.transfer;

import java.io.IOException;

/// Marks a failure as storage's, where the data connection could have failed as well.
final class StorageFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final IOException failure;

  StorageFailure(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  IOException failure() {
    return failure;
  }
}
