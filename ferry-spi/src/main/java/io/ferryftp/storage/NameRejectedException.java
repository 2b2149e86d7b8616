package io.ferryftp.storage;

import java.nio.file.FileSystemException;

/// A new name that storage will not have: not UTF-8, control characters, reserved, or too long.
public final class NameRejectedException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /// @param path the path, for the log
  /// @param reason why, in a few words that may be shown to a client
  public NameRejectedException(String path, String reason) {
    super(path, null, reason);
  }
}
