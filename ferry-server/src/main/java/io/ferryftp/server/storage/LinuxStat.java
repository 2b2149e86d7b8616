package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// What `statx` said of one file, or the negated errno with which it failed.
///
/// @param known the mask of what the file system has told
record LinuxStat(
    int error,
    int mode,
    long size,
    long modifiedSecond,
    int modifiedNano,
    int known,
    long createdSecond,
    int createdNano,
    int uid,
    int gid,
    long inode,
    long device) {
  private static final int S_IFMT = 0170000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFREG = 0100000;
  private static final int S_IFLNK = 0120000;

  /// Says in the mask of an answer that the time of birth is known.
  private static final int STATX_BTIME = 0x800;

  static LinuxStat failed(int error) {
    return new LinuxStat(error, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /// Reads a `struct statx`, which is the same on every architecture.
  static LinuxStat of(ByteBuffer statx) {
    return new LinuxStat(
        0,
        statx.getShort(28) & 0xFFFF,
        statx.getLong(40),
        statx.getLong(112),
        statx.getInt(120),
        statx.getInt(0),
        statx.getLong(80),
        statx.getInt(88),
        statx.getInt(20),
        statx.getInt(24),
        statx.getLong(32),
        (long) statx.getInt(136) << 32 | statx.getInt(140));
  }

  FileType type() {
    return switch (mode & S_IFMT) {
      case S_IFREG -> FileType.FILE;
      case S_IFDIR -> FileType.DIRECTORY;
      case S_IFLNK -> FileType.LINK;
      default -> FileType.OTHER;
    };
  }

  int permissions() {
    return mode & 07777;
  }

  Optional<Instant> created() {
    return (known & STATX_BTIME) == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(createdSecond, createdNano));
  }

  LinuxOwners owners() {
    return new LinuxOwners(uid, gid);
  }

  boolean isDirectory() {
    return (mode & S_IFMT) == S_IFDIR;
  }

  boolean isFile() {
    return (mode & S_IFMT) == S_IFREG;
  }

  boolean isLink() {
    return (mode & S_IFMT) == S_IFLNK;
  }

  String identity() {
    return Long.toHexString(device) + "." + Long.toHexString(inode);
  }

  FileFacts facts(String name, Optional<String> linkTarget) {
    return new FileFacts(
        name,
        type(),
        Math.max(0, size),
        Instant.ofEpochSecond(modifiedSecond, modifiedNano),
        created(),
        permissions(),
        Optional.of(identity()),
        linkTarget,
        owners());
  }
}
