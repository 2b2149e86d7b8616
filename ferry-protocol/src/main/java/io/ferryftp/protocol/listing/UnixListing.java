package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.FtpTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dialect of `ls -l`, which every client reads though no RFC defines it:
///
/// ```
/// -rw-r--r--   1 ftp      ftp          1234 Nov 22 06:55 readme.txt
/// drwxr-xr-x   1 ftp      ftp          4096 Feb  3  2019 old
/// lrwxrwxrwx   1 ftp      ftp             3 Nov 22 06:55 latest -> old
/// ```
///
/// Times are UTC and months English whatever the locale. A time older than 180 days, or more than a
/// day ahead, shows its year in place of the hour. Owner and group are always `ftp`: who owns a
/// file on disk is nobody's business.
public final class UnixListing {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Duration RECENT = Duration.ofDays(180);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final String BITS = "rwxrwxrwx";
  private static final int SIZE_COLUMNS = 8;

  private static final Pattern LINE =
      Pattern.compile(
          "([-dlbcps])([-rwxsStT]{9}) +[0-9]{1,9} [^ ]+ +[^ ]+ +([0-9]{1,18})"
              + " ([A-Z][a-z]{2}) ([ 0-9][0-9]) (?:([0-9]{2}):([0-9]{2})| ([0-9]{4})) (.*)",
          Pattern.DOTALL);

  private UnixListing() {}

  /// The line of a file, without line end.
  ///
  /// @param now decides whether the hour or the year is shown
  /// @param shownName one line, verbatim; a link's target follows it as [ShownName] shows it
  public static String format(FileFacts facts, Instant now, String shownName) {
    var out = new StringBuilder(64 + shownName.length());
    permissions(out, facts);
    out.append("   1 ftp      ftp      ");
    String size = Long.toString(facts.size());
    out.repeat(' ', Math.max(0, SIZE_COLUMNS - size.length())).append(size).append(' ');
    time(out, facts.modified(), now);
    out.append(' ').append(shownName);
    if (facts.type() == FileType.LINK && facts.linkTarget().isPresent()) {
      out.append(" -> ").append(ShownName.of(facts.linkTarget().get()));
    }
    return out.toString();
  }

  /// What a line of exactly this dialect says of its file; empty for any other line. A recent time
  /// comes back to the minute, an older one to the day; a device, pipe or socket as
  /// [FileType#OTHER].
  ///
  /// @param now the time at which the line was made, which tells its year
  public static Optional<FileFacts> parse(String line, Instant now) {
    Matcher found = LINE.matcher(line);
    if (!found.matches()) {
      return Optional.empty();
    }
    FileType type = type(line.charAt(0));
    String name = found.group(9);
    int arrow = type == FileType.LINK ? name.indexOf(" -> ") : -1;
    Optional<String> target = arrow < 0 ? Optional.empty() : Optional.of(name.substring(arrow + 4));
    String ownName = arrow < 0 ? name : name.substring(0, arrow);
    return time(found, now)
        .map(modified ->
            new FileFacts(
                ownName,
                type,
                Long.parseLong(found.group(3)),
                modified,
                mode(found.group(2)),
                Optional.empty(),
                target));
  }

  private static void permissions(StringBuilder out, FileFacts facts) {
    int mode = facts.mode();
    out.append(
        switch (facts.type()) {
          case FILE -> '-';
          case DIRECTORY -> 'd';
          case LINK -> 'l';
          // Which kind is not known here; all that matters is that no client takes it for a file.
          case OTHER -> 'p';
        });
    for (int i = 0; i < 9; i++) {
      out.append((mode & (0400 >> i)) != 0 ? BITS.charAt(i) : '-');
    }
    special(out, mode & 04000, out.length() - 7, 's');
    special(out, mode & 02000, out.length() - 4, 's');
    special(out, mode & 01000, out.length() - 1, 't');
  }

  /// Set-uid, set-gid and sticky show in the place of an execute bit, in upper case if it is off.
  private static void special(StringBuilder out, int bit, int index, char letter) {
    if (bit != 0) {
      out.setCharAt(index, out.charAt(index) == 'x' ? letter : (char) (letter - 'a' + 'A'));
    }
  }

  private static int mode(String permissions) {
    int mode = 0;
    for (int i = 0; i < 9; i++) {
      char c = permissions.charAt(i);
      if (c == BITS.charAt(i) || c == 's' || c == 't') {
        mode |= 0400 >> i;
      }
      if ("sStT".indexOf(c) >= 0) {
        mode |= 04000 >> (i / 3);
      }
    }
    return mode;
  }

  private static FileType type(char letter) {
    return switch (letter) {
      case '-' -> FileType.FILE;
      case 'd' -> FileType.DIRECTORY;
      case 'l' -> FileType.LINK;
      default -> FileType.OTHER;
    };
  }

  private static void time(StringBuilder out, Instant modified, Instant now) {
    LocalDateTime time = FtpTime.utc(modified);
    out.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
    pad(out, time.getDayOfMonth(), ' ').append(' ');
    if (isRecent(modified, now)) {
      pad(pad(out, time.getHour(), '0').append(':'), time.getMinute(), '0');
    } else {
      pad(pad(out.append(' '), time.getYear() / 100, '0'), time.getYear() % 100, '0');
    }
  }

  private static boolean isRecent(Instant time, Instant now) {
    return !time.isBefore(now.minus(RECENT)) && !time.isAfter(now.plus(AHEAD));
  }

  private static StringBuilder pad(StringBuilder out, int number, char pad) {
    return (number < 10 ? out.append(pad) : out).append(number);
  }

  private static Optional<Instant> time(Matcher line, Instant now) {
    int month = MONTHS.indexOf(line.group(4)) + 1;
    int day = Integer.parseInt(line.group(5).strip());
    if (line.group(8) != null) {
      return instant(Integer.parseInt(line.group(8)), month, day, 0, 0);
    }
    int hour = Integer.parseInt(line.group(6));
    int minute = Integer.parseInt(line.group(7));
    int year = FtpTime.utc(now).getYear();
    // The line has lost its seconds, so the oldest minute may begin before the window does.
    Instant latest = now.plus(AHEAD);
    for (int candidate = year + 1; candidate >= year - 1; candidate--) {
      Optional<Instant> time = instant(candidate, month, day, hour, minute);
      if (time.isPresent() && !time.get().isAfter(latest)) {
        return time;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> instant(int year, int month, int day, int hour, int minute) {
    try {
      return Optional.of(
          LocalDateTime.of(year, month, day, hour, minute).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
