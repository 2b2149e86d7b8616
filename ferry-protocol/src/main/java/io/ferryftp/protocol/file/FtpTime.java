package io.ferryftp.protocol.file;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times as MDTM, MFMT and MLSx write them: `YYYYMMDDHHMMSS[.sss]` in UTC (RFC 3659 §2.3).
public final class FtpTime {
  private static final int DIGITS = 14;

  /// More digits than anyone sends; those behind the ninth are nanoseconds' fractions and ignored.
  private static final int MAX_FRACTION_DIGITS = 18;

  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);
  private static final Instant FIRST_INSTANT = FIRST.toInstant(ZoneOffset.UTC);
  private static final Instant LAST_INSTANT = LAST.toInstant(ZoneOffset.UTC);

  private FtpTime() {}

  /// The instant that a time means. It must exist in the calendar, in the years 1 to 9999; the leap
  /// second 60 is taken as 59, since the clock of Java and of UNIX has none.
  ///
  /// @throws CommandSyntaxException 501 for anything else
  public static Instant parse(String text) throws CommandSyntaxException {
    if (text.length() < DIGITS) {
      throw malformed();
    }
    int second = number(text, 12, 14);
    try {
      return LocalDateTime.of(
              positive(number(text, 0, 4)),
              number(text, 4, 6),
              number(text, 6, 8),
              number(text, 8, 10),
              number(text, 10, 12),
              second == 60 ? 59 : second,
              nanos(text))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw CommandSyntaxException.badArgument("there is no such time");
    }
  }

  /// The time of an instant: whole seconds, with three more digits if its milliseconds are not
  /// zero. An instant outside the years 1 to 9999, which a file system may hold, becomes the
  /// nearest inside.
  public static String format(Instant instant) {
    LocalDateTime time = utc(instant);
    var out = new StringBuilder(DIGITS + 4);
    digits(out, time.getYear(), 4);
    digits(out, time.getMonthValue(), 2);
    digits(out, time.getDayOfMonth(), 2);
    digits(out, time.getHour(), 2);
    digits(out, time.getMinute(), 2);
    digits(out, time.getSecond(), 2);
    int millis = time.getNano() / 1_000_000;
    if (millis != 0) {
      digits(out.append('.'), millis, 3);
    }
    return out.toString();
  }

  /// The calendar time of an instant in UTC, or the nearest in the years 1 to 9999.
  public static LocalDateTime utc(Instant instant) {
    if (instant.isBefore(FIRST_INSTANT)) {
      return FIRST;
    }
    if (instant.isAfter(LAST_INSTANT)) {
      return LAST;
    }
    return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
  }

  private static int nanos(String text) throws CommandSyntaxException {
    if (text.length() == DIGITS) {
      return 0;
    }
    int digits = text.length() - DIGITS - 1;
    if (text.charAt(DIGITS) != '.' || digits < 1 || digits > MAX_FRACTION_DIGITS) {
      throw malformed();
    }
    int nanos = 0;
    for (int i = 0; i < Math.max(digits, 9); i++) {
      int digit = i < digits ? number(text, DIGITS + 1 + i, DIGITS + 2 + i) : 0;
      nanos = i < 9 ? nanos * 10 + digit : nanos;
    }
    return nanos;
  }

  private static int positive(int year) throws CommandSyntaxException {
    if (year == 0) {
      throw CommandSyntaxException.badArgument("there is no year 0");
    }
    return year;
  }

  private static int number(String text, int start, int end) throws CommandSyntaxException {
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw malformed();
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static void digits(StringBuilder out, int value, int width) {
    for (int unit = (int) Math.pow(10, width - 1); unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
  }

  private static CommandSyntaxException malformed() {
    return CommandSyntaxException.badArgument("a time is YYYYMMDDHHMMSS[.sss]");
  }
}
