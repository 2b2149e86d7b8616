package io.ferryftp.tests.faults;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// What an upload makes of a file: all of it if it is told to be complete, and otherwise as little
/// as its kind allows.
///
/// @param whole the file behind a complete one
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Effect(byte[] whole, Kept kept, Gone gone) {
  /// What is left of the file if the upload is not complete.
  ///
  /// @param octets at its beginning; empty if all of it is, to its end
  private record Kept(OptionalInt octets) {
    static final Kept ALL = new Kept(OptionalInt.empty());

    boolean holds(Optional<byte[]> before, Optional<byte[]> now) {
      if (octets.isEmpty() || before.isEmpty()) {
        return before.isPresent() == now.isPresent()
            && (before.isEmpty() || Arrays.equals(before.get(), now.get()));
      }
      int first = octets.getAsInt();
      return now.isPresent()
          && now.get().length >= first
          && Arrays.equals(before.get(), 0, first, now.get(), 0, first);
    }
  }

  /// What else may be, if the client is gone from both of its connections in the midst.
  private enum Gone {
    /// The end of the data is the end of the file, wherever that is.
    A_PREFIX,
    /// The same, over what was there.
    A_PREFIX_OVER_THE_OLD,
    /// The data have an end of their own.
    NOTHING
  }

  /// A file in one step.
  static Effect file(byte[] whole) {
    return new Effect(whole, Kept.ALL, Gone.A_PREFIX);
  }

  /// The same, of data that have an end of their own.
  static Effect marked(byte[] whole) {
    return new Effect(whole, Kept.ALL, Gone.NOTHING);
  }

  /// A file from this octet on, in place.
  static Effect from(int first, byte[] whole) {
    return new Effect(whole, new Kept(OptionalInt.of(first)), Gone.A_PREFIX);
  }

  /// A piece of a file, which keeps its length.
  static Effect piece(byte[] whole) {
    return new Effect(whole, Kept.ALL, Gone.A_PREFIX_OVER_THE_OLD);
  }

  /// All that was sent is in the file.
  boolean isDone(Optional<byte[]> now) {
    return now.isPresent() && Arrays.equals(now.get(), whole);
  }

  /// The file is as it was, as far as it has to be.
  boolean isUndone(Optional<byte[]> before, Optional<byte[]> now) {
    return kept.holds(before, now);
  }

  /// The file is what it may be if the client is gone.
  boolean isCut(Optional<byte[]> before, Optional<byte[]> now) {
    return now.isPresent()
        && switch (gone) {
          case A_PREFIX -> begins(whole, now.get());
          case A_PREFIX_OVER_THE_OLD -> isMixed(before.orElseThrow(), now.get());
          case NOTHING -> false;
        };
  }

  private boolean isMixed(byte[] before, byte[] now) {
    int fresh = Arrays.mismatch(whole, now);
    return now.length == before.length
        && (fresh < 0 || Arrays.equals(before, fresh, before.length, now, fresh, now.length));
  }

  /// Whether the one is all of the other or a first part of it.
  static boolean begins(byte[] whole, byte[] part) {
    return Arrays.mismatch(whole, part) == (part.length == whole.length ? -1 : part.length);
  }

  /// Whether there is what there was, or nothing as before.
  static boolean isSame(Optional<byte[]> before, Optional<byte[]> now) {
    return Kept.ALL.holds(before, now);
  }
}
