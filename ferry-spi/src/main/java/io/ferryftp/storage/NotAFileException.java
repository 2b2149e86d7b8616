package io.ferryftp.storage;

import java.nio.file.FileSystemException;

/// A path that names something that cannot be read or written as a file.
public final class NotAFileException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /// @param path the path, for the log
  /// @param reason why, in a few words that may be shown to a client
  public NotAFileException(String path, String reason) {
    super(path, null, reason);
  }
}
