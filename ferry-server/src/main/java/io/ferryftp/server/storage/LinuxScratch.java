package io.ferryftp.server.storage;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Native memory for one system call. Nothing unmounts a virtual thread during a call, so there are
/// at most as many as carriers and platform threads that ever called at once.
final class LinuxScratch {
  /// The most octets of a path, with its NUL.
  static final int PATH_MAX = 4096;

  private static final ConcurrentLinkedQueue<LinuxScratch> POOL = new ConcurrentLinkedQueue<>();

  /// A `struct open_how`, and then what a call writes.
  private static final int HOW = LinuxSyscall.ERRNO_OCTETS;

  private static final int FACTS = HOW + 32;
  private static final int FIRST = FACTS + 256;
  private static final int SECOND = FIRST + PATH_MAX + 8;

  private final MemorySegment all = LinuxSyscall.memory(SECOND + PATH_MAX + 8L);
  private final ByteBuffer octets = LinuxSyscall.numbers(all);
  private final MemorySegment errno = all.asSlice(0, LinuxSyscall.ERRNO_OCTETS);

  /// A `struct open_how`.
  final ByteBuffer how = LinuxSyscall.numbers(all.asSlice(HOW, 24));

  /// A `struct statx`, `statfs` or two `timespec`.
  final ByteBuffer facts = LinuxSyscall.numbers(all.asSlice(FACTS, 256));

  private LinuxScratch() {}

  /// One system call.
  interface Call {
    /// Makes it.
    ///
    /// @param name where the name is in memory
    int make(LinuxScratch scratch, long name);
  }

  /// Makes a call with a name in native memory.
  static int with(byte[] name, Call call) {
    if (isUnfit(name)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    LinuxScratch pooled = POOL.poll();
    LinuxScratch scratch = pooled == null ? new LinuxScratch() : pooled;
    try {
      return call.make(scratch, scratch.put(FIRST, name));
    } finally {
      POOL.add(scratch);
    }
  }

  /// A NUL would cut the name short: refused here, once.
  static boolean isUnfit(byte[] name) {
    if (name.length >= PATH_MAX) {
      return true;
    }
    for (byte octet : name) {
      if (octet == 0) {
        return true;
      }
    }
    return false;
  }

  private long put(int at, byte[] name) {
    octets.put(at, name).put(at + name.length, (byte) 0);
    return all.address() + at;
  }

  /// Puts a second name into memory, and says where it is.
  long second(byte[] name) {
    return put(SECOND, name);
  }

  /// Where a link's target goes, of at most [#PATH_MAX] octets.
  long target() {
    return all.address() + SECOND;
  }

  /// The octets of that target.
  byte[] target(int length) {
    var target = new byte[length];
    octets.get(SECOND, target);
    return target;
  }

  /// Where [#how] is.
  long howAddress() {
    return all.address() + HOW;
  }

  /// Where [#facts] are.
  long factsAddress() {
    return all.address() + FACTS;
  }

  /// Makes a system call: its value, or its negated errno.
  int call(long number, long a, long b, long c, long d, long e) {
    return answer(LinuxSyscall.call(errno, number, a, b, c, d, e));
  }

  /// The same with fewer arguments.
  int call(long number, long a, long b, long c) {
    return call(number, a, b, c, 0, 0);
  }

  /// `faccessat` as the C library does it.
  int faccessat(int directory, int use, int flags) {
    return answer(
        LinuxSyscall.faccessat(errno, directory, all.asSlice(FIRST, PATH_MAX), use, flags));
  }

  private int answer(long result) {
    return result >= 0 ? (int) result : -octets.getInt(0);
  }
}
