package io.ferryftp.server.storage;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// The memory of one pass over a directory and the two system calls that it makes. A name is looked
/// up where the kernel has put it, so an entry costs no copy of its name and no memory of its own.
final class LinuxEntries {
  /// The octets that one call reads; as much again is here for Java to read.
  private static final int OCTETS = 16 * 1024;

  /// How many wait for the next directory.
  private static final int IDLE = 64;

  private static final int STATX = LinuxSyscall.ERRNO_OCTETS;
  private static final int ENTRIES = STATX + 256;

  private static final ArrayBlockingQueue<LinuxEntries> POOL = new ArrayBlockingQueue<>(IDLE);

  private final MemorySegment all = LinuxSyscall.memory(ENTRIES + OCTETS);
  private final MemorySegment errno = all.asSlice(0, LinuxSyscall.ERRNO_OCTETS);
  private final ByteBuffer numbers = LinuxSyscall.numbers(all);
  private final ByteBuffer statx = LinuxSyscall.numbers(all.asSlice(STATX, 256));

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
    int read =
        (int)
            LinuxSyscall.call(
                errno, LinuxCalls.SYS_GETDENTS64, fd, all.address() + ENTRIES, OCTETS, 0, 0);
    if (read < 0) {
      return -numbers.getInt(0);
    }
    numbers.get(ENTRIES, octets, 0, read);
    return read;
  }

  /// Looks at the file, or the link itself, whose name begins here in [#octets].
  LinuxStat stat(int fd, int name) {
    long answer =
        LinuxSyscall.call(
            errno,
            LinuxCalls.SYS_STATX,
            fd,
            all.address() + ENTRIES + name,
            LinuxCalls.AT_SYMLINK_NOFOLLOW,
            LinuxCalls.STATX_WANTED,
            all.address() + STATX);
    return answer < 0 ? LinuxStat.failed(-numbers.getInt(0)) : LinuxStat.of(statx);
  }
}
