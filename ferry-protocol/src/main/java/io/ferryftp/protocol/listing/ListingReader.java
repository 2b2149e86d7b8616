package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.EntryRole;
import io.ferryftp.protocol.file.FactsFormat.ParsedEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes entries of the lines of LIST, whichever dialect the server speaks, and of those of MLSD.
/// One instance serves one listing, and one thread.
///
/// A line is never guessed at: what no dialect explains in full comes back as [Line.Unreadable], so
/// that nobody acts on a listing as if it were complete.
public final class ListingReader {
  /// The first line of `ls -l` in any language: `total 12`, `insgesamt 1,2M`, `总用量 12`.
  private static final Pattern TOTAL =
      Pattern.compile("\\p{L}{1,40}:? {1,9}[0-9][0-9.,]{0,30}[KMGTP]?B?");

  /// What one line is.
  public sealed interface Line {
    /// The line of a file or directory. Its name has passed [EntryNames].
    record Entry(RemoteFile file) implements Line {}

    /// A line that stands around entries: `total 12`, a blank line, `.` and `..`.
    record Heading() implements Line {}

    /// A line that no dialect explains, or whose name is none, or with a link's target that is
    /// longer than [EntryNames#MAX_LENGTH].
    record Unreadable(String line) implements Line {}
  }

  /// What this listing is written in, as far as its lines have told.
  private enum Dialect {
    UNIX,
    DOS
  }

  private final Instant now;
  private Dialect preferred = Dialect.UNIX;
  private boolean begun;

  /// A reader for a listing that is made now, which tells the year of a time without one.
  public ListingReader(Instant now) {
    this.now = now;
  }

  /// Takes the next line of LIST, [io.ferryftp.protocol.text.WireText] without line end.
  public Line accept(String line) {
    if (line.isBlank()) {
      return new Line.Heading();
    }
    boolean first = !begun;
    begun = true;
    Dialect other = preferred == Dialect.UNIX ? Dialect.DOS : Dialect.UNIX;
    for (Dialect dialect : new Dialect[] {preferred, other}) {
      Optional<RemoteFile> file = parse(dialect, line);
      if (file.isPresent()) {
        preferred = dialect;
        return checked(file.get(), line);
      }
    }
    return first && TOTAL.matcher(line).matches() ? new Line.Heading() : new Line.Unreadable(line);
  }

  /// Takes the next line of MLSD, [io.ferryftp.protocol.text.WireText] without line end (RFC 3659
  /// §7.2). The listed directory itself and its parent are a heading, under whatever name.
  public Line acceptFacts(String line) {
    if (line.isBlank()) {
      return new Line.Heading();
    }
    Optional<ParsedEntry> entry = FactsEntries.parse(line);
    if (entry.isEmpty()) {
      return new Line.Unreadable(line);
    }
    return entry.get().role() == EntryRole.ENTRY
        ? checked(FactsEntries.file(entry.get()), line)
        : new Line.Heading();
  }

  /// What the entry of an MLST reply says; empty if the line is none. The name is unchecked: it is
  /// usually the path that was asked for.
  ///
  /// @param line without line end; with the space in front that belongs to the reply (RFC 3659
  ///   §7.2), which some servers forget, or without
  public static Optional<RemoteFile> ofFacts(String line) {
    boolean space = line.startsWith("  ") || (line.startsWith(" ") && line.indexOf(' ', 1) > 0);
    Optional<ParsedEntry> inside = space ? FactsEntries.parse(line.substring(1)) : Optional.empty();
    return inside.or(() -> FactsEntries.parse(line)).map(FactsEntries::file);
  }

  private Optional<RemoteFile> parse(Dialect dialect, String line) {
    return switch (dialect) {
      case UNIX -> UnixListing.parse(line, now);
      case DOS -> DosListing.parse(line);
    };
  }

  private static Line checked(RemoteFile file, String line) {
    if (file.isDirectory() && EntryNames.isDots(file.name())) {
      return new Line.Heading();
    }
    // No system opens a path that long, and a listing should not hold a server's megabytes.
    boolean endless =
        file.linkTarget().filter(target -> target.length() > EntryNames.MAX_LENGTH).isPresent();
    return EntryNames.isName(file.name()) && !endless
        ? new Line.Entry(file)
        : new Line.Unreadable(line);
  }
}
