package io.ferryftp.server.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The way to the kernel, `syscall(2)` of the C library, and to what only that library has.
///
/// All system calls share one handle, with as many arguments as the longest of them takes: the JVM
/// makes classes for every shape of call at every start, which takes it some 10 ms each. None is
/// `critical`: each may wait for a disk, and a critical call holds up the garbage collector
/// meanwhile.
final class LinuxSyscall {
  static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

  /// The octets that a call leaves its errno in.
  static final int ERRNO_OCTETS = 16;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle SYSCALL =
      handle(
          "syscall",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  private LinuxSyscall() {}

  /// The number of a call, which depends on the processor.
  static long number(int amd64, int aarch64) {
    return ARM ? aarch64 : amd64;
  }

  /// Native memory that lives as long as somebody knows it.
  static MemorySegment memory(long octets) {
    return Arena.ofAuto().allocate(octets, 8);
  }

  /// The same memory to read and write numbers in. Through a segment that would take handles of
  /// their own.
  static ByteBuffer numbers(MemorySegment memory) {
    return memory.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /// Makes a call; what it does not take of the arguments is 0.
  ///
  /// @param errno is of [#ERRNO_OCTETS], in the same memory as everything that the call reads or
  ///   writes: that is kept until the call returns
  /// @return -1 if it failed
  static long call(MemorySegment errno, long number, long a, long b, long c, long d, long e) {
    try {
      return (long) SYSCALL.invokeExact(errno, number, a, b, c, d, e);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /// A handle of a function of the C library, which leaves its errno behind.
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

  /// What is linked when it is needed, as hardly ever.
  private static final class Library {
    static final MethodHandle FACCESSAT =
        handle("faccessat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    static final MethodHandle STRERROR =
        handle("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
  }

  /// `faccessat` of the C library, which knows how to do without the system call of its flags.
  static int faccessat(MemorySegment errno, int directory, MemorySegment name, int use, int flags) {
    try {
      return (int) Library.FACCESSAT.invokeExact(errno, directory, name, use, flags);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /// The system's words for an error, in its language.
  @SuppressWarnings("restricted") // reads the C string behind the pointer
  static byte[] strerror(int error) {
    try {
      var text = (MemorySegment) Library.STRERROR.invokeExact(memory(ERRNO_OCTETS), error);
      return text.reinterpret(256).getString(0, ISO_8859_1).getBytes(ISO_8859_1);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /// A handle may throw anything; these throw nothing of their own.
  private static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }
}
