package io.ferryftp.server.storage;

import java.io.IOException;
import java.nio.file.Path;

/// The data directory belongs to another Ferry that is running.
public final class DataInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param data the data directory
  public DataInUseException(Path data) {
    super("The data directory " + data + " is in use by another Ferry.");
  }
}
