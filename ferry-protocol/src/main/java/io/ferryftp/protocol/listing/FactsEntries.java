package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.FactsFormat;
import io.ferryftp.protocol.file.FactsFormat.ParsedEntry;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import java.util.Locale;
import java.util.Optional;

/// Makes files of the entries that MLSD and MLST send (RFC 3659 §7).
final class FactsEntries {
  private FactsEntries() {}

  /// The entry of a line, without the space that an MLST reply has in front; empty if there is
  /// neither a fact nor the space that stands in place of facts, as in a line of LIST.
  static Optional<ParsedEntry> parse(String line) {
    return FactsFormat.parse(line)
        .filter(entry -> line.startsWith(" ") || !entry.facts().isEmpty());
  }

  /// What an entry says, under the name that it shows.
  static RemoteFile file(ParsedEntry entry) {
    return new RemoteFile(
        entry.name(),
        entry.type().orElseGet(() -> guessed(entry)),
        entry.size(),
        entry.modified().map(time -> new ListedTime(time, Precision.SECOND)),
        entry.mode(),
        entry.linkTarget());
  }

  /// The type of an entry that does not name it, which RFC 3659 §7.2 allows. Permissions tell,
  /// since most are for files or for directories alone (§7.5.5); then a size, which servers write
  /// as `sizd` for a directory. Else it is [FileType#OTHER], with which nobody does anything.
  private static FileType guessed(ParsedEntry entry) {
    String perm = entry.perm().orElse("").toLowerCase(Locale.ROOT);
    boolean directory = containsAny(perm, "celmp");
    boolean file = containsAny(perm, "arw");
    if (directory && file) {
      return FileType.OTHER;
    }
    if (directory || (!file && entry.facts().containsKey("sizd"))) {
      return FileType.DIRECTORY;
    }
    return file || entry.size().isPresent() ? FileType.FILE : FileType.OTHER;
  }

  private static boolean containsAny(String text, String letters) {
    return text.chars().anyMatch(c -> letters.indexOf(c) >= 0);
  }
}
