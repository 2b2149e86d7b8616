package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.EMPTY;

/// The system calls of Linux that make, change and remove names in a directory. Names are octets,
/// and the answer is a value from 0 up or a negated errno.
final class LinuxNames {
  static final int AT_REMOVEDIR = 0x200;
  static final int RENAME_NOREPLACE = 1;

  private static final long SYS_MKDIRAT = LinuxSyscall.number(258, 34);
  private static final long SYS_UNLINKAT = LinuxSyscall.number(263, 35);
  private static final long SYS_RENAMEAT2 = LinuxSyscall.number(316, 276);
  private static final long SYS_LINKAT = LinuxSyscall.number(265, 37);
  private static final long SYS_SYMLINKAT = LinuxSyscall.number(266, 36);
  private static final long SYS_READLINKAT = LinuxSyscall.number(267, 78);

  private LinuxNames() {}

  static int mkdirat(int directory, byte[] name, int mode) {
    return LinuxScratch.with(name, (s, p) -> s.call(SYS_MKDIRAT, directory, p, mode));
  }

  static int unlinkat(int directory, byte[] name, int flags) {
    return LinuxScratch.with(name, (s, p) -> s.call(SYS_UNLINKAT, directory, p, flags));
  }

  static int renameat2(int from, byte[] name, int to, byte[] newName, int flags) {
    if (LinuxScratch.isUnfit(newName)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    return LinuxScratch.with(
        name, (s, p) -> s.call(SYS_RENAMEAT2, from, p, to, s.second(newName), flags));
  }

  /// Gives a file a second name, unless something has it already; follows no link.
  static int linkat(int from, byte[] name, int to, byte[] newName) {
    if (LinuxScratch.isUnfit(newName)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    return LinuxScratch.with(name, (s, p) -> s.call(SYS_LINKAT, from, p, to, s.second(newName), 0));
  }

  static int symlinkat(byte[] target, int directory, byte[] name) {
    if (LinuxScratch.isUnfit(target)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    return LinuxScratch.with(name, (s, p) -> s.call(SYS_SYMLINKAT, s.second(target), directory, p));
  }

  /// The target of a link; empty if it cannot be read, since no link has an empty target.
  static byte[] readlinkat(int directory, byte[] name) {
    var target = new byte[][] {EMPTY};
    LinuxScratch.with(
        name,
        (s, p) -> {
          int length = s.call(SYS_READLINKAT, directory, p, s.target(), LinuxScratch.PATH_MAX, 0);
          if (length > 0) {
            target[0] = s.target(length);
          }
          return length;
        });
    return target[0];
  }
}
