package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxHandles.call;
import static io.ferryftp.server.storage.LinuxHandles.handle;
import static io.ferryftp.server.storage.LinuxHandles.syscall;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

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
  static final int O_PATH = 010000000;
  static final int R_OK = 4;
  static final int W_OK = 2;
  static final int X_OK = 1;
  static final byte[] EMPTY = {};

  static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;
  private static final int O_CLOEXEC = 02000000;
  private static final long SYS_OPENAT2 = 437;
  static final long SYS_STATX = ARM ? 291 : 332;
  static final long SYS_GETDENTS64 = ARM ? 61 : 217;

  /// `STATX_BASIC_STATS | STATX_BTIME`.
  static final long STATX_WANTED = 0x7FF | 0x800;

  private static final int AT_EACCESS = 0x200;
  private static final long UTIME_OMIT = 0x3FFFFFFE;

  /// `RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS`.
  private static final long RESOLVE = 8 | 4 | 2;

  private static final MethodHandle OPENAT2 = syscall(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle STATX =
      syscall(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
  private static final MethodHandle OPENAT =
      handle(
          "openat",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(3));
  private static final MethodHandle FACCESSAT =
      call("faccessat", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle UTIMENSAT =
      call("utimensat", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle FCHMODAT =
      call("fchmodat", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle FSTATVFS = call("fstatvfs", JAVA_INT, ADDRESS);
  private static final MethodHandle CLOSE = call("close", JAVA_INT);

  private LinuxCalls() {}

  /// Opens a path beneath a directory, following no link at all.
  static int openat2(int directory, byte[] path, int flags) {
    return LinuxScratch.with(
        path,
        (s, p) -> {
          s.how.set(JAVA_LONG, 0, (flags | O_CLOEXEC) & 0xFFFFFFFFL);
          s.how.set(JAVA_LONG, 8, 0);
          s.how.set(JAVA_LONG, 16, RESOLVE);
          int fd;
          do {
            fd =
                s.answer(
                    (long)
                        OPENAT2.invokeExact(s.errno, SYS_OPENAT2, (long) directory, p, s.how, 24L));
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
            fd = s.answer((int) OPENAT.invokeExact(s.errno, directory, p, flags | O_CLOEXEC, mode));
          } while (fd == -LinuxErrors.EINTR);
          return fd;
        });
  }

  /// Closes a descriptor. `EINTR` is not tried again: on Linux the descriptor is gone all the same.
  static int close(int fd) {
    return LinuxScratch.with(EMPTY, (s, _) -> s.answer((int) CLOSE.invokeExact(s.errno, fd)));
  }

  static LinuxStat statx(int directory, byte[] name, int flags) {
    var result = new LinuxStat[1];
    int error =
        LinuxScratch.with(
            name,
            (s, p) -> {
              int answer =
                  s.answer(
                      (long)
                          STATX.invokeExact(
                              s.errno,
                              SYS_STATX,
                              (long) directory,
                              p,
                              (long) flags,
                              STATX_WANTED,
                              s.stat));
              result[0] = answer < 0 ? LinuxStat.failed(answer) : LinuxStat.of(s.stat);
              return answer;
            });
    LinuxStat stat = result[0];
    return stat == null ? LinuxStat.failed(error) : stat;
  }

  /// Whether the process, as its effective user, may use the file in this way.
  static int faccessat(int directory, byte[] name, int use) {
    return LinuxScratch.with(
        name,
        (s, p) -> s.answer((int) FACCESSAT.invokeExact(s.errno, directory, p, use, AT_EACCESS)));
  }

  /// Sets the time of modification, following links.
  static int utimensat(byte[] path, long seconds, long nanos) {
    return LinuxScratch.with(
        path,
        (s, p) -> {
          s.stat.set(JAVA_LONG, 0, 0);
          s.stat.set(JAVA_LONG, 8, UTIME_OMIT);
          s.stat.set(JAVA_LONG, 16, seconds);
          s.stat.set(JAVA_LONG, 24, nanos);
          return s.answer((int) UTIMENSAT.invokeExact(s.errno, AT_FDCWD, p, s.stat, 0));
        });
  }

  /// Sets the permission bits, following links.
  static int chmod(byte[] path, int mode) {
    return LinuxScratch.with(
        path, (s, p) -> s.answer((int) FCHMODAT.invokeExact(s.errno, AT_FDCWD, p, mode, 0)));
  }

  /// The octets that may still be written to a file system, or a negated errno.
  static long usableSpace(int fd) {
    var space = new long[1];
    int error =
        LinuxScratch.with(
            EMPTY,
            (s, _) -> {
              int answer = s.answer((int) FSTATVFS.invokeExact(s.errno, fd, s.stat));
              space[0] = s.stat.get(JAVA_LONG, 8) * s.stat.get(JAVA_LONG, 32);
              return answer;
            });
    return error < 0 ? error : space[0];
  }
}
