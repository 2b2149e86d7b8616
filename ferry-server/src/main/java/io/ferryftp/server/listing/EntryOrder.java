package io.ferryftp.server.listing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The order of a sorted listing.
enum EntryOrder {
  /// By the octets of the name, which is the order of its code points (and of `LC_ALL=C ls`).
  NAME,
  /// Newest first, then by name.
  TIME;

  private static final Comparator<SeenEntry> BY_NAME =
      (one, other) -> Arrays.compareUnsigned(one.octets, other.octets);
  private static final Comparator<SeenEntry> BY_TIME =
      Comparator.comparing((SeenEntry entry) -> entry.facts.modified())
          .reversed()
          .thenComparing(BY_NAME);

  List<SeenEntry> sorted(Collection<SeenEntry> entries) {
    Comparator<SeenEntry> comparator =
        switch (this) {
          case NAME -> BY_NAME;
          case TIME -> BY_TIME;
        };
    return entries.stream().sorted(comparator).toList();
  }
}
