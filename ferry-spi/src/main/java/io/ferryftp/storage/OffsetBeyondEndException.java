package io.ferryftp.storage;

import java.nio.file.FileSystemException;

/// A restart offset that lies behind the end of the file.
public final class OffsetBeyondEndException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /// @param path the path, for the log
  /// @param reason why, in a few words that may be shown to a client
  public OffsetBeyondEndException(String path, String reason) {
    super(path, null, reason);
  }
}
