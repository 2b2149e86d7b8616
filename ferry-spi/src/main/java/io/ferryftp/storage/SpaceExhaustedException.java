package io.ferryftp.storage;

import java.nio.file.FileSystemException;

/// No room: the disk or the account's share of it is full.
public final class SpaceExhaustedException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /// @param path the path, for the log
  /// @param reason why, in a few words that may be shown to a client
  public SpaceExhaustedException(String path, String reason) {
    super(path, null, reason);
  }
}
