package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.EMPTY;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// Handles of functions of the C library, each of which leaves its errno behind.
///
/// No call is `critical`: each may wait for a disk, and a critical call holds up the garbage
/// collector meanwhile. What the oldest C library does not wrap goes through `syscall`.
final class LinuxHandles {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle STRERROR =
      handle("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private LinuxHandles() {}

  static MethodHandle syscall(MemoryLayout... arguments) {
    var all = new MemoryLayout[arguments.length + 1];
    all[0] = JAVA_LONG;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return handle(
        "syscall", FunctionDescriptor.of(JAVA_LONG, all), Linker.Option.firstVariadicArg(1));
  }

  static MethodHandle call(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  @SuppressWarnings("restricted") // why native access is asked for
  static MethodHandle handle(String name, FunctionDescriptor shape, Linker.Option... options) {
    var all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = Linker.Option.captureCallState("errno");
    var address =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException(name));
    return LINKER.downcallHandle(address, shape, all);
  }

  /// The system's words for an error, in its language.
  @SuppressWarnings("restricted") // reads the C string behind the pointer
  static byte[] strerror(int error) {
    var words = new byte[][] {EMPTY};
    LinuxScratch.with(
        EMPTY,
        (s, _) -> {
          var text = (MemorySegment) STRERROR.invokeExact(s.errno, error);
          words[0] = text.reinterpret(256).getString(0, ISO_8859_1).getBytes(ISO_8859_1);
          return 0;
        });
    return words[0];
  }
}
