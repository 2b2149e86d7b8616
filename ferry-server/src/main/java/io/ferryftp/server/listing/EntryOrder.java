package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.text.WireText;
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

  private static final Comparator<Keyed> BY_NAME =
      (one, other) -> Arrays.compareUnsigned(one.octets, other.octets);
  private static final Comparator<Keyed> BY_TIME =
      Comparator.comparing((Keyed entry) -> entry.facts.modified())
          .reversed()
          .thenComparing(BY_NAME);

  List<FileFacts> sorted(Collection<FileFacts> entries) {
    Comparator<Keyed> comparator =
        switch (this) {
          case NAME -> BY_NAME;
          case TIME -> BY_TIME;
        };
    return entries.stream().map(Keyed::new).sorted(comparator).map(entry -> entry.facts).toList();
  }

  /// An entry with the octets of its name, which are made once and not at every comparison.
  private static final class Keyed {
    private final FileFacts facts;
    private final byte[] octets;

    Keyed(FileFacts facts) {
      this.facts = facts;
      this.octets = WireText.encode(facts.name());
    }
  }
}
