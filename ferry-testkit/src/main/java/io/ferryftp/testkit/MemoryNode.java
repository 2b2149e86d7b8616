package io.ferryftp.testkit;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.Ownership;
import io.ferryftp.storage.Amendment;
import java.time.Instant;
import java.util.Optional;

/// What a name in memory stands for; looked at and changed in the disk's steps alone.
abstract sealed class MemoryNode permits MemoryFile, MemoryDirectory {
  private final long identity;
  private int mode;
  private Instant modified;
  private Instant created;

  MemoryNode(long identity, int mode, Instant now) {
    this.identity = identity;
    this.mode = mode;
    this.modified = now;
    this.created = now;
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

  void amend(Amendment amendment) {
    switch (amendment) {
      case Amendment.Modified(var time) -> modified = time;
      case Amendment.Created(var time) -> created = time;
      case Amendment.Mode(int bits) -> mode = bits;
    }
  }

  FileFacts facts(String name) {
    return new FileFacts(
        name,
        type(),
        size(),
        modified,
        Optional.of(created),
        mode,
        Optional.of("memory." + identity),
        Optional.empty(),
        Ownership.UNKNOWN);
  }
}
