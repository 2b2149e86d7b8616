package io.ferryftp.server.listing;

import io.ferryftp.protocol.command.ListOption;
import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.listing.ShownName;
import io.ferryftp.protocol.listing.UnixListing;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
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
        () -> tree.list(directory),
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

  /// One line.
  String entry(FactsView facts, String name) {
    var line = new OctetLine(WireEncoding.UTF_8);
    UnixListing.write(line, facts, now.getEpochSecond());
    return line + ShownName.of(name) + target(facts);
  }

  /// How the same line of an entry is written, with this before its name.
  EntryLines.Format under(String prefix) {
    String shownPrefix = ShownName.of(prefix);
    long second = now.getEpochSecond();
    return (line, facts, name) -> {
      UnixListing.write(line, facts, second);
      ShownName.write(line.text(shownPrefix), name);
      if (facts.type() == FileType.LINK) {
        line.text(target(facts));
      }
    };
  }

  /// A link's absolute target is left out: it is a path of the machine, not of the tree, and means
  /// nothing to a client.
  private static String target(FactsView facts) {
    return facts.type() == FileType.LINK
        ? UnixListing.target(facts.linkTarget().filter(target -> !target.startsWith("/")))
        : "";
  }

  /// The header over a directory of a recursive listing.
  String header(String pathname) {
    return ShownName.of(pathname) + ":";
  }
}
