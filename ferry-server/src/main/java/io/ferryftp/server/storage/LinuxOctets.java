package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.EMPTY;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/// The system calls of Linux for what is in an open file. The answer is a value from 0 up or a
/// negated errno.
final class LinuxOctets {
  /// What a buffer in the heap takes or gives at once.
  private static final int STAGING_OCTETS = 16 << 10;

  private static final long SYS_PREAD64 = LinuxSyscall.number(17, 67);
  private static final long SYS_PWRITE64 = LinuxSyscall.number(18, 68);
  private static final long SYS_FCHMOD = LinuxSyscall.number(91, 52);

  private LinuxOctets() {}

  /// Reads from an offset on, as much as there is and fits up to `most` octets; 0 at the end.
  static int read(int fd, ByteBuffer into, int most, long offset) {
    if (!into.isDirect()) {
      ByteBuffer staging = ByteBuffer.allocateDirect(Math.min(most, STAGING_OCTETS));
      int count = read(fd, staging, staging.remaining(), offset);
      into.put(staging.flip());
      return count;
    }
    int count = moved(SYS_PREAD64, fd, into, Math.min(most, into.remaining()), offset);
    into.position(into.position() + Math.max(count, 0));
    return count;
  }

  /// Writes at an offset, as much as the file system takes.
  static int write(int fd, ByteBuffer from, long offset) {
    if (!from.isDirect()) {
      int some = Math.min(from.remaining(), STAGING_OCTETS);
      ByteBuffer staging = ByteBuffer.allocateDirect(some).put(0, from, from.position(), some);
      int count = write(fd, staging, offset);
      from.position(from.position() + Math.max(count, 0));
      return count;
    }
    int count = moved(SYS_PWRITE64, fd, from, from.remaining(), offset);
    from.position(from.position() + Math.max(count, 0));
    return count;
  }

  private static int moved(long number, int fd, ByteBuffer direct, int count, long offset) {
    try {
      long address = MemorySegment.ofBuffer(direct).address();
      int moved;
      do {
        moved = call(number, fd, address, count, offset);
      } while (moved == -LinuxErrors.EINTR);
      return moved;
    } finally {
      Reference.reachabilityFence(direct);
    }
  }

  /// Sets the permission bits of an open file.
  static int chmod(int fd, int mode) {
    return call(SYS_FCHMOD, fd, mode, 0, 0);
  }

  private static int call(long number, long a, long b, long c, long d) {
    return LinuxScratch.with(EMPTY, (s, _) -> s.call(number, a, b, c, d, 0));
  }
}
