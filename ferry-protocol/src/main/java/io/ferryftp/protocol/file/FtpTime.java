package io.ferryftp.protocol.file;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times as MDTM, MFMT and MLSx write them: `YYYYMMDDHHMMSS[.sss]` in UTC (RFC 3659 §2.3).
public final class FtpTime {
  private static final int DIGITS = 14;

  /// More digits than anyone sends; those behind the ninth are nanoseconds' fractions and ignored.
  private static final int MAX_FRACTION_DIGITS = 18;

  private static final long SECONDS_OF_DAY = 86_400;
  private static final long FIRST_SECOND = second(LocalDateTime.of(1, 1, 1, 0, 0));
  private static final long LAST_SECOND = second(LocalDateTime.of(9999, 12, 31, 23, 59, 59));

  private FtpTime() {}

  private static long second(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC);
  }

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
    var out = new OctetLine(WireEncoding.UTF_8);
    write(out, instant.getEpochSecond(), instant.getNano());
    return out.toString();
  }

  /// Writes the time that [#format] gives.
  public static void write(OctetLine out, long epochSecond, int nano) {
    long second = within(epochSecond);
    LocalDate day = day(second);
    int time = (int) Math.floorMod(second, SECONDS_OF_DAY);
    out.number(day.getYear(), 4, '0')
        .number(day.getMonthValue(), 2, '0')
        .number(day.getDayOfMonth(), 2, '0')
        .number(time / 3600, 2, '0')
        .number(time / 60 % 60, 2, '0')
        .number(time % 60, 2, '0');
    int millis = isWithin(epochSecond) ? nano / 1_000_000 : 0;
    if (millis != 0) {
      out.ascii('.').number(millis, 3, '0');
    }
  }

  /// The second itself, or the nearest in the years 1 to 9999.
  public static long within(long epochSecond) {
    return Math.clamp(epochSecond, FIRST_SECOND, LAST_SECOND);
  }

  /// Whether the whole second is in those years; the last one of them ends with its first instant.
  private static boolean isWithin(long epochSecond) {
    return epochSecond >= FIRST_SECOND && epochSecond < LAST_SECOND;
  }

  /// The day in UTC of a second of the years 1 to 9999.
  public static LocalDate day(long epochSecond) {
    return LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_OF_DAY));
  }

  /// The calendar time of an instant in UTC, or the nearest in the years 1 to 9999.
  public static LocalDateTime utc(Instant instant) {
    long second = within(instant.getEpochSecond());
    return LocalDateTime.ofEpochSecond(
        second, isWithin(instant.getEpochSecond()) ? instant.getNano() : 0, ZoneOffset.UTC);
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

  private static CommandSyntaxException malformed() {
    return CommandSyntaxException.badArgument("a time is YYYYMMDDHHMMSS[.sss]");
  }
}
