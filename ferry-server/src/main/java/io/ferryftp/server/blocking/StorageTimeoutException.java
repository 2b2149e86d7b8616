package io.ferryftp.server.blocking;

import java.io.IOException;

/// Storage did not answer in time.
public final class StorageTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  public StorageTimeoutException() {
    super("storage did not answer in time");
  }
}
