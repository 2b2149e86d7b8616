package io.ferryftp.protocol.file;

/// What a path names.
public enum FileType {
  FILE,
  DIRECTORY,
  LINK,
  /// A device, pipe or socket: listed, never opened.
  OTHER
}
