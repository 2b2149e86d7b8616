package io.ferryftp.server.listing;

import io.ferryftp.protocol.command.ListOption;
import io.ferryftp.storage.DirectoryCursor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/// Which entries of a directory a listing shows, by their names alone.
///
/// @param hidden what happens to names that begin with a dot
/// @param wildcard what names must match, if anything
record Selection(Hidden hidden, Optional<Wildcard> wildcard) {
  /// Every entry.
  static final Selection ALL = new Selection(Hidden.SHOWN, Optional.empty());

  /// What happens to names that begin with a dot.
  enum Hidden {
    SHOWN,
    /// Left out, but for a wildcard that itself begins with a dot.
    LEFT_OUT
  }

  /// What the options select, of the names that match.
  static Selection of(Set<ListOption> options, Optional<Wildcard> wildcard) {
    return new Selection(
        options.contains(ListOption.ALL) ? Hidden.SHOWN : Hidden.LEFT_OUT, wildcard);
  }

  /// Whether it shows the entry on which a cursor stands.
  boolean shows(DirectoryCursor entry) {
    if (hidden == Hidden.LEFT_OUT
        && beginsWithDot(entry.octets())
        && !wildcard.map(Wildcard::beginsWithDot).orElse(false)) {
      return false;
    }
    return wildcard.isEmpty() || wildcard.get().matches(entry.name());
  }

  private static boolean beginsWithDot(ByteBuffer name) {
    return name.hasRemaining() && name.get(name.position()) == '.';
  }
}
