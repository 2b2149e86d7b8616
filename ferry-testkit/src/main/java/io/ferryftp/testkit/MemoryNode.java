package io.ferryftp.testkit;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import java.time.Instant;
import java.util.Optional;

/// What a name in memory stands for; looked at and changed in the disk's steps alone.
abstract sealed class MemoryNode permits MemoryFile, MemoryDirectory {
  private final long identity;
  private int mode;
  private Instant modified;

  MemoryNode(long identity, int mode, Instant modified) {
    this.identity = identity;
    this.mode = mode;
    this.modified = modified;
  }

  abstract FileType type();

  abstract long size();

  int mode() {
    return mode;
  }

  void mode(int bits) {
    mode = bits;
  }

  void modified(Instant time) {
    modified = time;
  }

  FileFacts facts(String name) {
    return new FileFacts(
        name, type(), size(), modified, mode, Optional.of("memory." + identity), Optional.empty());
  }
}
