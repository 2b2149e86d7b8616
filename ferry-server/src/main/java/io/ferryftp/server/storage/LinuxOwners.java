package io.ferryftp.server.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ferryftp.protocol.file.Ownership;
import io.ferryftp.protocol.text.WireText;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whom a file belongs to by numbers, and the names of those numbers when somebody asks.
///
/// A look-up may ask another machine, so what it said is remembered for a while: a directory of a
/// thousand files of one owner costs one look-up.
record LinuxOwners(int uid, int gid) implements Ownership {
  @Override
  public Optional<String> owner() {
    return Optional.of(Names.USERS.of(uid));
  }

  @Override
  public Optional<String> group() {
    return Optional.of(Names.GROUPS.of(gid));
  }

  /// The names of one kind of number.
  private static final class Names {
    static final Names USERS = new Names("getpwuid_r");
    static final Names GROUPS = new Names("getgrgid_r");

    /// Names that are remembered; one more, and all are forgotten.
    private static final int REMEMBERED = 1000;

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    /// The octets of `struct passwd` and `struct group` at most; the name comes first in both.
    private static final int ENTRY = 128;

    /// The octets of an entry's texts at most; one with more keeps its number.
    private static final int MOST_ROOM = 1 << 20;

    private final Map<Integer, String> known = new ConcurrentHashMap<>();
    private final MethodHandle lookUp;
    private volatile long forgetAt = System.nanoTime() + FRESH_NANOS;

    Names(String function) {
      lookUp =
          LinuxSyscall.handle(
              function,
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    }

    String of(int number) {
      if (System.nanoTime() - forgetAt > 0 || known.size() >= REMEMBERED) {
        known.clear();
        forgetAt = System.nanoTime() + FRESH_NANOS;
      }
      // Without a lock, so that a look-up that hangs holds up nobody else.
      String name = known.get(number);
      if (name == null) {
        name = lookedUp(number);
        known.put(number, name);
      }
      return name;
    }

    private String lookedUp(int number) {
      // A group may have a page of members, which come with its name.
      for (int room = 4 << 10; room <= MOST_ROOM; room <<= 4) {
        try (Arena arena = Arena.ofConfined()) {
          Optional<String> name = lookedUp(number, arena, room);
          if (name.isPresent()) {
            return name.get();
          }
        } catch (RuntimeException | Error e) {
          throw e;
        } catch (Throwable e) {
          throw new IllegalStateException(e);
        }
      }
      return Integer.toUnsignedString(number);
    }

    @SuppressWarnings("restricted") // reads the C string behind the pointer
    private Optional<String> lookedUp(int number, Arena arena, int room) throws Throwable {
      MemorySegment entry = arena.allocate(ENTRY, 8);
      MemorySegment found = arena.allocate(ADDRESS);
      int error =
          (int)
              lookUp.invokeExact(
                  arena.allocate(16, 8), number, entry, arena.allocate(room), (long) room, found);
      if (error != 0 || found.get(ADDRESS, 0).address() == 0) {
        return Optional.empty();
      }
      MemorySegment text = entry.get(ADDRESS, 0).reinterpret(room);
      return Optional.of(WireText.decode(text.getString(0, ISO_8859_1).getBytes(ISO_8859_1)));
    }
  }
}
