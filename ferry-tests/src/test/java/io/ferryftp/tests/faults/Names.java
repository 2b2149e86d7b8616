package io.ferryftp.tests.faults;

import java.util.ArrayList;
import java.util.List;

/// The names that a listing must show, each as its line ends with it.
///
/// @param own those of the directory that is listed
/// @param below the last one of them is a directory with these, which are listed behind it
record Names(List<String> own, List<String> below) {
  /// Those of a directory that is listed alone.
  static Names of(String... own) {
    return new Names(List.of(own), List.of());
  }

  private List<String> missing(String listing) {
    var missing = new ArrayList<>(own);
    missing.addAll(below);
    missing.removeIf(name -> listing.contains(name + "\r\n"));
    return missing;
  }

  /// Whether a listing shows them all.
  boolean areAllIn(String listing) {
    return missing(listing).isEmpty();
  }

  /// Whether a listing leaves out no more than one entry, with what is below that, or what is below
  /// it alone: as it must if one entry has gone since it was read.
  boolean areButOneIn(String listing) {
    List<String> missing = missing(listing);
    var subtree = new ArrayList<String>();
    if (!below.isEmpty()) {
      subtree.add(own.getLast());
      subtree.addAll(below);
    }
    return missing.size() <= 1 || missing.equals(below) || missing.equals(subtree);
  }

  /// Whether a listing shows all of the directory itself, and nothing is said of what is below.
  boolean areAllAboveIn(String listing) {
    return below.containsAll(missing(listing));
  }
}
