package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import io.ferryftp.protocol.text.OctetLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The date column of `ls -l`, written and read.
///
/// It is written in one way: `Nov 22 06:55` for a recent time, else `Nov 22 2019`. It is read in
/// those that servers have: day before month, `Nov 22 06:55:01 2026` (`ls -T` of BSD), `2026-11-22
/// 06:55` and `2026-11-22 06:55:01.000000000 +0100` (`--full-time`). Months are English in any
/// letter case; a month of another language is no date here.
final class ListedDate {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final int DAYS_AHEAD = 1;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final long RECENT = 180 * SECONDS_OF_DAY;
  private static final long AHEAD = DAYS_AHEAD * SECONDS_OF_DAY;

  /// How far back the last leap day can be: there was none in 1900 and will be none in 2100.
  private static final int LEAP_YEARS_APART = 8;

  // Both end in the one space that separates the name; every further one belongs to the name. All
  // repetitions have small bounds, so an attempt costs the same on any line.
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:(?<month>[A-Za-z]{3}) {1,9}(?<day>[0-9]{1,2})"
              + "|(?<firstDay>[0-9]{1,2}) {1,9}(?<nextMonth>[A-Za-z]{3})) {1,9}"
              + "(?:(?<year>[0-9]{4})|(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})"
              + "(?::(?<second>[0-9]{2}) {1,9}(?<lastYear>[0-9]{4}))?) ");

  // The zone is possessive: in a line that ends with it, it is not the name. It is looked for only
  // behind seconds, since `2026-11-22 06:55 +0100` is the line of a file named `+0100`.
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2}) (?<hour>[0-9]{2}):"
              + "(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?"
              + "(?: (?<zone>[-+][0-9]{4}))?+)? ");

  private ListedDate() {}

  /// A date in a line.
  ///
  /// @param end where the name begins, behind the space that ends the date
  record Found(ListedTime time, int end) {}

  /// Writes the column, in UTC. A time older than 180 days, or more than a day ahead, shows its
  /// year in place of the hour.
  ///
  /// @param modified in seconds of the epoch, as `now` is
  static void write(OctetLine out, long modified, long now) {
    long second = FtpTime.within(modified);
    LocalDate day = FtpTime.day(second);
    out.ascii(MONTHS.get(day.getMonthValue() - 1)).ascii(' ');
    out.number(day.getDayOfMonth(), 2, ' ').ascii(' ');
    if (modified >= now - RECENT && modified <= now + AHEAD) {
      int minute = (int) Math.floorMod(second, SECONDS_OF_DAY) / 60;
      out.number(minute / 60, 2, '0').ascii(':').number(minute % 60, 2, '0');
    } else {
      out.ascii(' ').number(day.getYear(), 4, '0');
    }
  }

  /// The date that begins exactly here; empty if none does or if no calendar has it.
  ///
  /// A date without a year is in the latest year in which it is not more than a day ahead of now:
  /// the server's zone is unknown, and its clock may be a little fast.
  static Optional<Found> at(String line, int start, Instant now) {
    try {
      Matcher words = WORDS.matcher(line).region(start, line.length());
      if (words.lookingAt()) {
        return ofWords(words, now).map(time -> new Found(time, words.end()));
      }
      Matcher numbers = NUMBERS.matcher(line).region(start, line.length());
      return numbers.lookingAt()
          ? Optional.of(new Found(ofNumbers(numbers), numbers.end()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ListedTime> ofWords(Matcher found, Instant now) {
    boolean dayFirst = found.group("firstDay") != null;
    int month = month(found.group(dayFirst ? "nextMonth" : "month"));
    int day = number(found, dayFirst ? "firstDay" : "day");
    if (month == 0) {
      return Optional.empty();
    }
    if (found.group("year") != null) {
      return Optional.of(listed(of(number(found, "year"), month, day, 0, 0), Precision.DAY));
    }
    int hour = number(found, "hour");
    int minute = number(found, "minute");
    if (found.group("lastYear") != null) {
      LocalDateTime time =
          of(number(found, "lastYear"), month, day, hour, minute)
              .withSecond(number(found, "second"));
      return Optional.of(listed(time, Precision.MINUTE));
    }
    return withoutYear(month, day, hour, minute, now).map(time -> listed(time, Precision.MINUTE));
  }

  private static Optional<LocalDateTime> withoutYear(
      int month, int day, int hour, int minute, Instant now) {
    LocalDateTime latest = FtpTime.utc(now).plusDays(DAYS_AHEAD);
    // In a leap year, so that the 29th of February is a day; then the year that really has it.
    LocalDateTime time = of(2000, month, day, hour, minute);
    for (int back = 0; back <= LEAP_YEARS_APART; back++) {
      LocalDateTime candidate = time.withYear(latest.getYear() - back);
      if (candidate.getDayOfMonth() == day && !candidate.isAfter(latest)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static ListedTime ofNumbers(Matcher found) {
    LocalDateTime time =
        of(
            number(found, "year"),
            number(found, "month"),
            number(found, "day"),
            number(found, "hour"),
            number(found, "minute"));
    if (found.group("second") != null) {
      time = time.withSecond(number(found, "second"));
    }
    String fraction = found.group("fraction");
    if (fraction != null) {
      time = time.withNano(Integer.parseInt((fraction + "00000000").substring(0, 9)));
    }
    String zone = found.group("zone");
    return zone != null
        ? new ListedTime(time.toInstant(ZoneOffset.of(zone)), Precision.SECOND)
        : listed(time, Precision.MINUTE);
  }

  /// A time of the server's zone, which is not told: taken as UTC.
  private static ListedTime listed(LocalDateTime time, Precision precision) {
    return new ListedTime(time.toInstant(ZoneOffset.UTC), precision);
  }

  private static LocalDateTime of(int year, int month, int day, int hour, int minute) {
    return LocalDateTime.of(year, month, day, hour, minute);
  }

  /// 1 to 12, and 0 for what is no month.
  private static int month(String word) {
    String capital =
        word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    return MONTHS.indexOf(capital) + 1;
  }

  private static int number(Matcher found, String group) {
    return Integer.parseInt(found.group(group));
  }
}
