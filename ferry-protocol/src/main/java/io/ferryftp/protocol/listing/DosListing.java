package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dialect of `dir`, which IIS and other servers on Windows speak:
///
/// ```
/// 11-22-26  06:55AM                 1234 readme.txt
/// 02-03-2069  12:00AM       <DIR>          far away
/// 11-22-26  06:55PM       <SYMLINK>      latest [old]
/// ```
///
/// A year of two digits is one of 1970 to 2069. Dates with `/` are not read: nothing tells whether
/// the month or the day comes first.
public final class DosListing {
  private static final int FIRST_SHORT_YEAR = 1970;
  private static final int SIZE_COLUMNS = 20;

  /// The columns from `<` to the name, in `dir` and in IIS.
  private static final int WORD_COLUMNS = 15;

  // No repetition has another one beside it that could match the same octets.
  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<month>[0-9]{2})-(?<day>[0-9]{2})-(?<year>[0-9]{4}|[0-9]{2})"
              + "|(?<isoYear>[0-9]{4})-(?<isoMonth>[0-9]{2})-(?<isoDay>[0-9]{2})) {1,9}"
              + "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?: ?(?<half>[AaPp])[Mm])? +"
              + "(?:(?<word><[A-Z]{1,12}>)|(?<size>[0-9]{1,30}|[0-9]{1,3}(?:,[0-9]{3}){1,9}"
              + "|[0-9]{1,3}(?:\\.[0-9]{3}){1,9})) (?<rest>.*)",
          Pattern.DOTALL);

  private DosListing() {}

  /// The line of a file, without line end; times are UTC. The dialect has no word for a device,
  /// pipe or socket: it is written as a link without target, so that no client takes it for a file.
  ///
  /// @param shownName one line, verbatim; a link's target follows it as [ShownName] shows it
  public static String format(FileFacts facts, String shownName) {
    LocalDateTime time = FtpTime.utc(facts.modified());
    int year = time.getYear();
    boolean shortYear = year >= FIRST_SHORT_YEAR && year < FIRST_SHORT_YEAR + 100;
    int hour = time.getHour() % 12;
    var out = new StringBuilder(64 + shownName.length());
    digits(out, time.getMonthValue(), 2).append('-');
    digits(out, time.getDayOfMonth(), 2).append('-');
    digits(out, shortYear ? year % 100 : year, shortYear ? 2 : 4).append("  ");
    digits(out, hour == 0 ? 12 : hour, 2).append(':');
    digits(out, time.getMinute(), 2).append(time.getHour() < 12 ? "AM" : "PM");
    switch (facts.type()) {
      case FILE -> {
        String size = Long.toString(facts.size());
        out.repeat(' ', 1 + SIZE_COLUMNS - size.length()).append(size).append(' ');
      }
      case DIRECTORY -> out.append("       <DIR>          ");
      case LINK, OTHER -> out.append("       <SYMLINK>      ");
    }
    out.append(shownName);
    if (facts.type() == FileType.LINK && facts.linkTarget().isPresent()) {
      out.append(" [").append(ShownName.of(facts.linkTarget().get())).append(']');
    }
    return out.toString();
  }

  /// What a line of this dialect says of its file; empty for any other line. A junction or symbolic
  /// link is [FileType#LINK]; a size beyond 2^63-1 is not told. The name is what the server wrote,
  /// unchecked.
  public static Optional<RemoteFile> parse(String line) {
    Matcher found = LINE.matcher(line);
    if (!found.matches()) {
      return Optional.empty();
    }
    Optional<ListedTime> time = time(found);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    String size = found.group("size");
    if (size != null) {
      String digits = size.replace(",", "").replace(".", "");
      return Optional.of(
          new RemoteFile(
              found.group("rest"),
              FileType.FILE,
              UnixListing.size(digits, 0, digits.length()),
              time,
              OptionalInt.empty(),
              Optional.empty()));
    }
    String name = behindWord(line, found.start("word"), found.end("word"));
    return switch (line.substring(found.start("word"), found.end("word"))) {
      case "<DIR>" -> Optional.of(unsized(name, FileType.DIRECTORY, time, Optional.empty()));
      case "<JUNCTION>", "<SYMLINKD>", "<SYMLINK>" -> Optional.of(link(name, time));
      default -> Optional.empty();
    };
  }

  /// The name begins in its column, so that its own blanks stay; or, with a server that keeps no
  /// columns, at the first character.
  private static String behindWord(String line, int start, int end) {
    int name = end;
    while (name < line.length() && name < start + WORD_COLUMNS && line.charAt(name) == ' ') {
      name++;
    }
    return line.substring(name);
  }

  /// `name [target]`. Both may hold ` [`, but only the target holds `\` or `:`; so the name ends at
  /// the last bracket in front of those, or at the last one.
  private static RemoteFile link(String text, Optional<ListedTime> time) {
    if (!text.endsWith("]")) {
      return unsized(text, FileType.LINK, time, Optional.empty());
    }
    int path = 0;
    while (path < text.length() && text.charAt(path) != '\\' && text.charAt(path) != ':') {
      path++;
    }
    int bracket = text.lastIndexOf(" [", path);
    return bracket < 0
        ? unsized(text, FileType.LINK, time, Optional.empty())
        : unsized(
            text.substring(0, bracket),
            FileType.LINK,
            time,
            Optional.of(text.substring(bracket + 2, text.length() - 1)));
  }

  private static RemoteFile unsized(
      String name, FileType type, Optional<ListedTime> time, Optional<String> target) {
    return new RemoteFile(name, type, OptionalLong.empty(), time, OptionalInt.empty(), target);
  }

  private static Optional<ListedTime> time(Matcher found) {
    boolean iso = found.group("isoYear") != null;
    int year = number(found, iso ? "isoYear" : "year");
    if (!iso && found.end("year") - found.start("year") == 2) {
      year += year < FIRST_SHORT_YEAR % 100 ? 2000 : 1900;
    }
    int hour = number(found, "hour");
    String half = found.group("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        return Optional.empty();
      }
      hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              year,
              number(found, iso ? "isoMonth" : "month"),
              number(found, iso ? "isoDay" : "day"),
              hour,
              number(found, "minute"));
      return Optional.of(new ListedTime(time.toInstant(ZoneOffset.UTC), Precision.MINUTE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher found, String group) {
    return Integer.parseInt(found.group(group));
  }

  private static StringBuilder digits(StringBuilder out, int value, int width) {
    String text = Integer.toString(value);
    return out.repeat('0', width - text.length()).append(text);
  }
}
