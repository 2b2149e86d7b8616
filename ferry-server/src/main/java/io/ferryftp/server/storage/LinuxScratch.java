package io.ferryftp.server.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Native memory for one system call. Nothing unmounts a virtual thread during a call, so there are
/// at most as many as carriers and platform threads that ever called at once.
final class LinuxScratch {
  /// The most octets of a path, with its NUL.
  static final int PATH_MAX = 4096;

  private static final ConcurrentLinkedQueue<LinuxScratch> POOL = new ConcurrentLinkedQueue<>();

  private final MemorySegment all = Arena.ofAuto().allocate(304 + 2 * (PATH_MAX + 8L), 8);
  private final MemorySegment first = all.asSlice(304, PATH_MAX + 8);
  final MemorySegment errno = all.asSlice(0, 16);

  /// A `struct open_how`.
  final MemorySegment how = all.asSlice(16, 24);

  /// A `struct statx`, `statvfs` or two `timespec`.
  final MemorySegment stat = all.asSlice(48, 256);

  /// A second name, or a link's target.
  final MemorySegment second = all.asSlice(304 + PATH_MAX + 8, PATH_MAX + 8);

  private LinuxScratch() {}

  /// One system call.
  interface Call {
    int make(LinuxScratch scratch, MemorySegment name) throws Throwable;
  }

  /// Makes a call with a name in native memory.
  static int with(byte[] name, Call call) {
    if (isUnfit(name)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    LinuxScratch pooled = POOL.poll();
    LinuxScratch scratch = pooled == null ? new LinuxScratch() : pooled;
    try {
      return call.make(scratch, put(scratch.first, name));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
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

  static MemorySegment put(MemorySegment to, byte[] name) {
    MemorySegment.copy(name, 0, to, JAVA_BYTE, 0, name.length);
    to.set(JAVA_BYTE, name.length, (byte) 0);
    return to;
  }

  /// What a call said: its value, or its negated errno.
  int answer(long result) {
    return result >= 0 ? (int) result : -errno.get(JAVA_INT, 0);
  }
}
