package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.EMPTY;
import static io.ferryftp.server.storage.LinuxHandles.call;
import static io.ferryftp.server.storage.LinuxHandles.handle;
import static io.ferryftp.server.storage.LinuxHandles.syscall;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/// The system calls of Linux that make, change and remove names in a directory. Names are octets,
/// and the answer is a value from 0 up or a negated errno.
final class LinuxNames {
  static final int AT_REMOVEDIR = 0x200;
  static final int RENAME_NOREPLACE = 1;

  private static final long SYS_RENAMEAT2 = LinuxCalls.ARM ? 276 : 316;

  private static final MethodHandle RENAMEAT2 =
      syscall(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final MethodHandle MKDIRAT = call("mkdirat", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle UNLINKAT = call("unlinkat", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LINKAT =
      call("linkat", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SYMLINKAT = call("symlinkat", ADDRESS, JAVA_INT, ADDRESS);
  private static final MethodHandle READLINKAT =
      handle("readlinkat", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));

  private LinuxNames() {}

  static int mkdirat(int directory, byte[] name, int mode) {
    return LinuxScratch.with(
        name, (s, p) -> s.answer((int) MKDIRAT.invokeExact(s.errno, directory, p, mode)));
  }

  static int unlinkat(int directory, byte[] name, int flags) {
    return LinuxScratch.with(
        name, (s, p) -> s.answer((int) UNLINKAT.invokeExact(s.errno, directory, p, flags)));
  }

  static int renameat2(int from, byte[] name, int to, byte[] newName, int flags) {
    if (LinuxScratch.isUnfit(newName)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    return LinuxScratch.with(
        name,
        (s, p) ->
            s.answer(
                (long)
                    RENAMEAT2.invokeExact(
                        s.errno,
                        SYS_RENAMEAT2,
                        (long) from,
                        p,
                        (long) to,
                        LinuxScratch.put(s.second, newName),
                        (long) flags)));
  }

  /// Gives a file a second name, unless something has it already; follows no link.
  static int linkat(int from, byte[] name, int to, byte[] newName) {
    if (LinuxScratch.isUnfit(newName)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    return LinuxScratch.with(
        name,
        (s, p) ->
            s.answer(
                (int)
                    LINKAT.invokeExact(
                        s.errno, from, p, to, LinuxScratch.put(s.second, newName), 0)));
  }

  static int symlinkat(byte[] target, int directory, byte[] name) {
    if (LinuxScratch.isUnfit(target)) {
      return -LinuxErrors.ENAMETOOLONG;
    }
    return LinuxScratch.with(
        name,
        (s, p) ->
            s.answer(
                (int)
                    SYMLINKAT.invokeExact(
                        s.errno, LinuxScratch.put(s.second, target), directory, p)));
  }

  /// The target of a link; empty if it cannot be read, since no link has an empty target.
  static byte[] readlinkat(int directory, byte[] name) {
    var target = new byte[][] {EMPTY};
    LinuxScratch.with(
        name,
        (s, p) -> {
          int length =
              s.answer(
                  (long)
                      READLINKAT.invokeExact(
                          s.errno, directory, p, s.second, (long) LinuxScratch.PATH_MAX));
          if (length > 0) {
            target[0] = s.second.asSlice(0, length).toArray(JAVA_BYTE);
          }
          return length;
        });
    return target[0];
  }
}
