package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The dialect of `ls -l`, which every client reads though no RFC defines it:
///
/// ```
/// -rw-r--r--   1 ftp      ftp          1234 Nov 22 06:55 readme.txt
/// drwxr-xr-x   1 ftp      ftp          4096 Feb  3  2019 old
/// lrwxrwxrwx   1 ftp      ftp             3 Nov 22 06:55 latest -> old
/// ```
///
/// Written, times are UTC and months English whatever the locale, and owner and group are always
/// `ftp`: who owns a file on disk is nobody's business. Read is what forty years of servers have
/// made of it: with and without link count, owner and group, and with every date that [ListedDate]
/// knows. The date has a file of its own because it is written and read by rules of its own.
public final class UnixListing {
  private static final String BITS = "rwxrwxrwx";
  private static final String TYPES = "-dlbcpsDPn";
  private static final String PERMISSIONS = "-rwxsStTlL";

  /// What may follow the permissions: an ACL (`+`), a SELinux context (`.`), an attribute (`@`).
  private static final String MARKS = "+.@";

  private static final String ARROW = " -> ";
  private static final int SIZE_COLUMNS = 8;

  private UnixListing() {}

  /// The line of a file, without line end.
  ///
  /// @param now decides whether the hour or the year is shown
  /// @param shownName one line, verbatim; a link's target follows it as [ShownName] shows it
  public static String format(FactsView facts, Instant now, String shownName) {
    var out = new OctetLine(WireEncoding.UTF_8);
    write(out, facts, now.getEpochSecond());
    return out + shownName + (facts.type() == FileType.LINK ? target(facts.linkTarget()) : "");
  }

  /// Writes the line of a file up to where its name begins.
  ///
  /// @param now in seconds of the epoch; it decides whether the hour or the year is shown
  public static void write(OctetLine out, FactsView facts, long now) {
    permissions(out, facts.type(), facts.mode());
    out.ascii("   1 ftp      ftp      ").number(facts.size(), SIZE_COLUMNS, ' ').ascii(' ');
    ListedDate.write(out, facts.modifiedSecond(), now);
    out.ascii(' ');
  }

  /// What follows the name of a link: an arrow and its target, if that is to be shown.
  public static String target(Optional<String> target) {
    return target.map(text -> ARROW + ShownName.of(text)).orElse("");
  }

  /// What a line of this dialect says of its file; empty for any other line, and for one that can
  /// be read in two ways. A device, pipe or socket is [FileType#OTHER]; the size of a device is not
  /// told, and neither is one beyond 2^63-1. The name is what the server wrote, unchecked.
  ///
  /// The time it takes grows with the line's length and no faster.
  ///
  /// @param now the time at which the line was made, which tells its year
  public static Optional<RemoteFile> parse(String line, Instant now) {
    int start = endOfPermissions(line);
    if (start < 0) {
      return Optional.empty();
    }
    boolean device = line.charAt(0) == 'b' || line.charAt(0) == 'c';
    var columns = new OwnerColumns();
    Optional<RemoteFile> found = Optional.empty();
    while (true) {
      start = skipSpaces(line, start);
      int end = line.indexOf(' ', start);
      if (end < 0) {
        return found;
      }
      // An owner may have blanks in its name, so the size is known by the date that follows it.
      if (isSize(line, start, end, device)) {
        Optional<ListedDate.Found> date = ListedDate.at(line, skipSpaces(line, end), now);
        if (date.isPresent()) {
          if (found.isPresent()) {
            return Optional.empty();
          }
          OptionalLong size = device ? OptionalLong.empty() : size(line, start, end);
          found = Optional.of(file(line, size, date.get()));
        }
      }
      boolean major = device && line.charAt(end - 1) == ',';
      if (!major && !columns.takes(line, start, end)) {
        return found;
      }
      start = end;
    }
  }

  private static RemoteFile file(String line, OptionalLong size, ListedDate.Found date) {
    FileType type = type(line.charAt(0));
    String name = line.substring(date.end());
    // Both a name and a target may hold an arrow. The first one ends the name: that is right for
    // all names but those that hold one, and those are rarer than the paths that a target can be.
    int arrow = type == FileType.LINK ? name.indexOf(ARROW) : -1;
    return new RemoteFile(
        arrow < 0 ? name : name.substring(0, arrow),
        type,
        size,
        Optional.of(date.time()),
        mode(line),
        arrow < 0 ? Optional.empty() : Optional.of(name.substring(arrow + ARROW.length())));
  }

  private static void permissions(OctetLine out, FileType type, int mode) {
    out.ascii(
        switch (type) {
          case FILE -> '-';
          case DIRECTORY -> 'd';
          case LINK -> 'l';
          // Which kind is not known here; all that matters is that no client takes it for a file.
          case OTHER -> 'p';
        });
    oneClass(out, mode >> 6, mode & 04000, 's');
    oneClass(out, mode >> 3, mode & 02000, 's');
    oneClass(out, mode, mode & 01000, 't');
  }

  /// The three columns of one class. Set-uid, set-gid and sticky show in the place of its execute
  /// bit, in upper case if that is off.
  private static void oneClass(OctetLine out, int bits, int special, char letter) {
    boolean executed = (bits & 1) != 0;
    out.ascii((bits & 4) != 0 ? 'r' : '-').ascii((bits & 2) != 0 ? 'w' : '-');
    if (special == 0) {
      out.ascii(executed ? 'x' : '-');
    } else {
      out.ascii(executed ? letter : (char) (letter - 'a' + 'A'));
    }
  }

  /// Where the other columns begin, or -1 if the line begins with no permissions. A link count of
  /// three digits touches them in the lines of System V.
  private static int endOfPermissions(String line) {
    if (line.length() < 12 || TYPES.indexOf(line.charAt(0)) < 0) {
      return -1;
    }
    for (int i = 1; i <= BITS.length(); i++) {
      if (PERMISSIONS.indexOf(line.charAt(i)) < 0) {
        return -1;
      }
    }
    int end = MARKS.indexOf(line.charAt(10)) >= 0 ? 11 : 10;
    return line.charAt(end) == ' ' || OwnerColumns.isDigit(line.charAt(end)) ? end : -1;
  }

  /// The twelve bits; empty if a letter stands in the place of another. `l` and `L` are the set-gid
  /// bit without execution, by which System V means a lock.
  private static OptionalInt mode(String line) {
    int mode = 0;
    for (int i = 0; i < BITS.length(); i++) {
      char c = line.charAt(i + 1);
      if (c == '-') {
        continue;
      }
      if (c != BITS.charAt(i)) {
        if (i % 3 != 2 || "rw".indexOf(c) >= 0) {
          return OptionalInt.empty();
        }
        mode |= 04000 >> (i / 3);
      }
      if ("STlL".indexOf(c) < 0) {
        mode |= 0400 >> i;
      }
    }
    return OptionalInt.of(mode);
  }

  private static FileType type(char letter) {
    return switch (letter) {
      case '-' -> FileType.FILE;
      case 'd' -> FileType.DIRECTORY;
      case 'l' -> FileType.LINK;
      default -> FileType.OTHER;
    };
  }

  /// Whether a column is a size or, for a device, its minor number, which BSD writes in hexadecimal
  /// digits and together with the major one.
  private static boolean isSize(String line, int start, int end, boolean device) {
    boolean hexadecimal = device && line.startsWith("0x", start);
    for (int i = hexadecimal ? start + 2 : start; i < end; i++) {
      char c = line.charAt(i);
      boolean comma = device && c == ',' && i > start && i < end - 1;
      if (!comma && !OwnerColumns.isDigit(c) && !(hexadecimal && c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /// A number of octets, or empty if a `long` cannot hold it.
  static OptionalLong size(String text, int start, int end) {
    long size = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (size > (Long.MAX_VALUE - digit) / 10) {
        return OptionalLong.empty();
      }
      size = size * 10 + digit;
    }
    return OptionalLong.of(size);
  }

  private static int skipSpaces(String line, int start) {
    int i = start;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }
}
