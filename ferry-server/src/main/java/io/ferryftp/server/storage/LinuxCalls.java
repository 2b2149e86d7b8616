package io.ferryftp.server.storage;

/// The system calls of Linux that open files, look at them and change their facts; those for names
/// are in [LinuxNames]. Names are octets, and the answer is a value from 0 up or a negated errno.
final class LinuxCalls {
  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_EMPTY_PATH = 0x1000;
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NOCTTY = 0400;
  static final int O_NONBLOCK = 04000;
  static final int O_PATH = 010000000;
  static final int R_OK = 4;
  static final int W_OK = 2;
  static final int X_OK = 1;
  static final byte[] EMPTY = {};

  static final int O_DIRECTORY = LinuxSyscall.ARM ? 040000 : 0200000;
  static final int O_NOFOLLOW = LinuxSyscall.ARM ? 0100000 : 0400000;
  private static final int O_CLOEXEC = 02000000;

  static final long SYS_GETDENTS64 = LinuxSyscall.number(217, 61);
  static final long SYS_STATX = LinuxSyscall.number(332, 291);
  private static final long SYS_OPENAT = LinuxSyscall.number(257, 56);
  private static final long SYS_OPENAT2 = 437;
  private static final long SYS_CLOSE = LinuxSyscall.number(3, 57);
  private static final long SYS_FACCESSAT2 = 439;
  private static final long SYS_UTIMENSAT = LinuxSyscall.number(280, 88);
  private static final long SYS_FCHMODAT = LinuxSyscall.number(268, 53);
  private static final long SYS_FSTATFS = LinuxSyscall.number(138, 44);

  /// `STATX_BASIC_STATS | STATX_BTIME`.
  static final long STATX_WANTED = 0x7FF | 0x800;

  private static final int AT_EACCESS = 0x200;
  private static final long UTIME_OMIT = 0x3FFFFFFE;

  /// `RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS`.
  private static final long RESOLVE = 8 | 4 | 2;

  private LinuxCalls() {}

  /// Opens a path beneath a directory, following no link at all.
  static int openat2(int directory, byte[] path, int flags) {
    return LinuxScratch.with(
        path,
        (s, p) -> {
          s.how.putLong(0, (flags | O_CLOEXEC) & 0xFFFFFFFFL).putLong(8, 0).putLong(16, RESOLVE);
          int fd;
          do {
            fd = s.call(SYS_OPENAT2, directory, p, s.howAddress(), 24, 0);
          } while (fd == -LinuxErrors.EINTR);
          return fd;
        });
  }

  static int openat(int directory, byte[] path, int flags, int mode) {
    return LinuxScratch.with(
        path,
        (s, p) -> {
          int fd;
          do {
            fd = s.call(SYS_OPENAT, directory, p, flags | O_CLOEXEC, mode, 0);
          } while (fd == -LinuxErrors.EINTR);
          return fd;
        });
  }

  /// Closes a descriptor. `EINTR` is not tried again: on Linux the descriptor is gone all the same.
  static int close(int fd) {
    return LinuxScratch.with(EMPTY, (s, _) -> s.call(SYS_CLOSE, fd, 0, 0));
  }

  static LinuxStat statx(int directory, byte[] name, int flags) {
    var result = new LinuxStat[1];
    int error =
        LinuxScratch.with(
            name,
            (s, p) -> {
              int answer = s.call(SYS_STATX, directory, p, flags, STATX_WANTED, s.factsAddress());
              result[0] = answer < 0 ? LinuxStat.failed(answer) : LinuxStat.of(s.facts);
              return answer;
            });
    LinuxStat stat = result[0];
    return stat == null ? LinuxStat.failed(error) : stat;
  }

  /// Whether the process, as its effective user, may use the file in this way.
  static int faccessat(int directory, byte[] name, int use) {
    return LinuxScratch.with(
        name,
        (s, p) -> {
          int answer = s.call(SYS_FACCESSAT2, directory, p, use, AT_EACCESS, 0);
          // An older kernel does not know it, and some container's filter forbids what it does not.
          return answer == -LinuxErrors.ENOSYS || answer == -LinuxErrors.EPERM
              ? s.faccessat(directory, use, AT_EACCESS)
              : answer;
        });
  }

  /// Sets the time of modification, following links.
  static int utimensat(byte[] path, long seconds, long nanos) {
    return LinuxScratch.with(
        path,
        (s, p) -> {
          s.facts.putLong(0, 0).putLong(8, UTIME_OMIT).putLong(16, seconds).putLong(24, nanos);
          return s.call(SYS_UTIMENSAT, AT_FDCWD, p, s.factsAddress());
        });
  }

  /// Sets the permission bits, following links.
  static int chmod(byte[] path, int mode) {
    return LinuxScratch.with(path, (s, p) -> s.call(SYS_FCHMODAT, AT_FDCWD, p, mode));
  }

  /// The octets that may still be written to a file system, or a negated errno.
  static long usableSpace(int fd) {
    var space = new long[1];
    int error =
        LinuxScratch.with(
            EMPTY,
            (s, _) -> {
              int answer = s.call(SYS_FSTATFS, fd, s.factsAddress(), 0);
              // `f_bavail` blocks of `f_frsize` octets.
              space[0] = s.facts.getLong(32) * s.facts.getLong(72);
              return answer;
            });
    return error < 0 ? error : space[0];
  }
}
