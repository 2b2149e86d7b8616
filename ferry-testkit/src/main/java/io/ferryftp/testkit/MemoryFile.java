package io.ferryftp.testkit;

import io.ferryftp.protocol.file.FileType;

/// A file in memory.
final class MemoryFile extends MemoryNode {
  private static final int NEW_MODE = 0644;

  private final Octets octets;

  MemoryFile(MemoryDisk disk, long identity) {
    super(identity, NEW_MODE, disk.now());
    this.octets = new Octets(disk);
  }

  Octets octets() {
    return octets;
  }

  @Override
  FileType type() {
    return FileType.FILE;
  }

  @Override
  long size() {
    return octets.size();
  }
}
