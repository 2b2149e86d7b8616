package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxHandles.syscall;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ArrayBlockingQueue;

/// The memory of one pass over a directory and the two system calls that it makes. A name is looked
/// up where the kernel has put it, so an entry costs no copy of its name and no memory of its own.
final class LinuxEntries {
  /// The octets that one call reads; as much again is here for Java to read.
  private static final int OCTETS = 16 * 1024;

  /// How many wait for the next directory.
  private static final int IDLE = 64;

  private static final ArrayBlockingQueue<LinuxEntries> POOL = new ArrayBlockingQueue<>(IDLE);
  private static final MethodHandle GETDENTS64 = syscall(JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final MethodHandle STATX =
      syscall(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS);

  private final MemorySegment all = Arena.ofAuto().allocate(16 + 256 + OCTETS, 8);
  private final MemorySegment errno = all.asSlice(0, 16);
  private final MemorySegment statx = all.asSlice(16, 256);
  private final MemorySegment entries = all.asSlice(16 + 256, OCTETS);

  /// What [#read] has read: octets of `struct linux_dirent64`.
  final byte[] octets = new byte[OCTETS];

  private LinuxEntries() {}

  static LinuxEntries take() {
    LinuxEntries idle = POOL.poll();
    return idle == null ? new LinuxEntries() : idle;
  }

  /// Gives it to the next directory; no call uses it any more.
  void giveBack() {
    boolean _ = POOL.offer(this);
  }

  /// Reads the next entries: how many octets, 0 at the end, or a negated errno.
  int read(int fd) {
    try {
      long read =
          (long)
              GETDENTS64.invokeExact(
                  errno, LinuxCalls.SYS_GETDENTS64, (long) fd, entries, (long) OCTETS);
      if (read < 0) {
        return -errno.get(JAVA_INT, 0);
      }
      MemorySegment.copy(entries, JAVA_BYTE, 0, octets, 0, (int) read);
      return (int) read;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Looks at the file, or the link itself, whose name begins here in [#octets].
  LinuxStat stat(int fd, int name) {
    try {
      long answer =
          (long)
              STATX.invokeExact(
                  errno,
                  LinuxCalls.SYS_STATX,
                  (long) fd,
                  entries.address() + name,
                  (long) LinuxCalls.AT_SYMLINK_NOFOLLOW,
                  LinuxCalls.STATX_WANTED,
                  statx);
      return answer < 0 ? LinuxStat.failed(-errno.get(JAVA_INT, 0)) : LinuxStat.of(statx);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
