package io.ferryftp.server.listing;

import io.ferryftp.protocol.command.ListOption;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.listing.ShownName;
import io.ferryftp.protocol.listing.UnixListing;
import io.ferryftp.server.config.Limits;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What directories and entries look like in one listing in the way of `ls -l`.
///
/// @param now which all lines of it agree on
record LongForm(FileTree tree, Limits limits, Set<ListOption> options, Instant now) {
  /// Opens a directory, in the order that the options ask for.
  Entries open(VirtualPath directory, Optional<Wildcard> wildcard) throws IOException {
    return Entries.sorted(
        tree.list(directory),
        Selection.of(options, wildcard),
        options.contains(ListOption.TIME) ? EntryOrder.TIME : EntryOrder.NAME,
        limits.sortedEntries());
  }

  /// The lines `.` and `..` of a directory, if the options ask for them. The root is its own
  /// parent; a parent of which nothing may be known is left out.
  List<String> dots(VirtualPath directory) throws IOException {
    var lines = new ArrayList<String>();
    if (options.contains(ListOption.ALL)) {
      lines.add(entry(tree.facts(directory, LinkHandling.FOLLOW), "."));
      try {
        lines.add(entry(tree.facts(directory.parent(), LinkHandling.FOLLOW), ".."));
      } catch (NoSuchFileException | AccessDeniedException _) {
        // The directory itself is there and can be listed all the same.
      }
    }
    return lines;
  }

  /// One line. A link's absolute target is left out: it is a path of the machine, not of the tree,
  /// and means nothing to a client.
  String entry(FileFacts facts, String name) {
    return UnixListing.format(shown(facts), now, ShownName.of(name));
  }

  private static FileFacts shown(FileFacts facts) {
    return facts.linkTarget().filter(target -> target.startsWith("/")).isEmpty()
        ? facts
        : facts.withoutLinkTarget();
  }

  String entry(FileFacts facts) {
    return entry(facts, facts.name());
  }

  /// The header over a directory of a recursive listing.
  String header(String pathname) {
    return ShownName.of(pathname) + ":";
  }
}
