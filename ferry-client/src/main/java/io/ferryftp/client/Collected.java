package io.ferryftp.client;

import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.LimitException;
import io.ferryftp.client.error.Step;
import java.util.ArrayList;
import java.util.List;

/// What one listing has given so far, as far as memory is meant to hold it.
final class Collected<T> {
  /// The most characters of all names together.
  static final long MAX_CHARS = 64 << 20;

  private final List<T> entries = new ArrayList<>();
  private final int maxEntries;
  private long chars;

  Collected(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /// Takes one more.
  ///
  /// @param length of its name, in characters
  void add(T entry, int length) throws LimitException {
    chars += length;
    if (entries.size() == maxEntries || chars > MAX_CHARS) {
      String what =
          entries.size() == maxEntries
              ? "the directory has more than %d entries".formatted(maxEntries)
              : "the names of the directory have more than %d characters".formatted(MAX_CHARS);
      throw new LimitException(Failure.at(Step.TRANSFER, what).tryThis("take them one by one"));
    }
    entries.add(entry);
  }

  List<T> entries() {
    return entries;
  }
}
