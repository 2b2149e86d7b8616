package io.ferryftp.protocol.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixListingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  private static final Instant RECENT = Instant.parse("2026-11-22T06:55:01Z");

  /// What could be taken for other columns, or for the end of a column.
  private static final List<String> NAMES =
      List.of("a -x ", "  two", "5 Nov 22 2019 ", "Nov 22 06:55 ", "2019 ", "+0100 ", "a [b] ");

  @Test
  void linesLookAsLsWritesThem() {
    assertThat(line(FileType.FILE, 1234, RECENT, 0644, "name"))
        .isEqualTo("-rw-r--r--   1 ftp      ftp          1234 Nov 22 06:55 name");
    assertThat(line(FileType.DIRECTORY, 4096, Instant.parse("2019-02-03T00:00:00Z"), 0755, "a b"))
        .isEqualTo("drwxr-xr-x   1 ftp      ftp          4096 Feb  3  2019 a b");
    assertThat(line(FileType.LINK, 3, RECENT, 0777, "latest"))
        .isEqualTo("lrwxrwxrwx   1 ftp      ftp             3 Nov 22 06:55 latest -> to?x");
    assertThat(line(FileType.OTHER, 0, RECENT, 0600, "p")).startsWith("prw-------   1 ftp");
    assertThat(line(FileType.FILE, Long.MAX_VALUE, RECENT, 0, "big"))
        .isEqualTo("----------   1 ftp      ftp      9223372036854775807 Nov 22 06:55 big");
  }

  @ParameterizedTest
  @CsvSource({
    "4755,rwsr-xr-x",
    "4644,rwSr--r--",
    "2755,rwxr-sr-x",
    "2745,rwxr-Sr-x",
    "1777,rwxrwxrwt",
    "1776,rwxrwxrwT",
    "7000,--S--S--T",
    "0,---------",
    "7777,rwsrwsrwt",
  })
  void permissionsShowEveryBit(String mode, String shown) {
    String line = line(FileType.FILE, 0, RECENT, Integer.parseInt(mode, 8), "n");

    assertThat(line.substring(1, 10)).isEqualTo(shown);
    assertThat(UnixListing.parse(line, NOW).orElseThrow().mode())
        .hasValue(Integer.parseInt(mode, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "-P180D,false",
    "-P180DT1S,true",
    "P1D,false",
    "P1DT1S,true",
    "PT0S,false",
    "-P3650D,true",
  })
  void theYearReplacesTheHourOfADistantTime(Duration distance, boolean year) {
    String line = line(FileType.FILE, 0, NOW.plus(distance), 0, "n");

    assertThat(line.contains(":")).isEqualTo(!year);
  }

  @Test
  void monthsAndDigitsAreEnglishUnderAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      for (String tag :
          List.of("tr-TR", "ar-EG-u-nu-arab", "ja-JP-u-ca-japanese", "th-TH-u-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(line(FileType.FILE, 12, RECENT, 0644, "n")).contains(" 12 Nov 22 06:55 n");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void timesBeyondAllReasonAreShown() {
    assertThat(line(FileType.FILE, 0, Instant.MAX, 0, "n")).contains(" Dec 31  9999 n");
    assertThat(line(FileType.FILE, 0, Instant.MIN, 0, "n")).contains(" Jan  1  0001 n");
  }

  @Test
  void parseIsTheInverseOfFormatUpToThePrecisionOfTime() {
    Random random = Seed.random(UnixListingTest.class);
    FileType[] types = FileType.values();
    for (int i = 0; i < 100_000; i++) {
      FileType type = types[random.nextInt(types.length)];
      Instant now = Instant.ofEpochSecond(random.nextLong(1_000_000_000L, 3_000_000_000L));
      Instant modified =
          random.nextBoolean()
              ? now.plusSeconds(random.nextLong(-181L * 86_400, 2L * 86_400))
              : Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
      var facts =
          new FileFacts(
              NAMES.get(random.nextInt(NAMES.size())) + random.nextInt(),
              type,
              random.nextLong(0, Long.MAX_VALUE >> random.nextInt(0, 62)),
              modified,
              random.nextInt(010000),
              Optional.empty(),
              type == FileType.LINK ? Optional.of("../t -> u") : Optional.empty());
      String line = UnixListing.format(facts, now, facts.name());

      boolean recent = line.substring(0, line.indexOf(facts.name())).indexOf(':') >= 0;
      Instant shown = modified.truncatedTo(recent ? ChronoUnit.MINUTES : ChronoUnit.DAYS);
      assertThat(UnixListing.parse(line, now))
          .as(line)
          .contains(
              new RemoteFile(
                  facts.name(),
                  type,
                  OptionalLong.of(facts.size()),
                  Optional.of(new ListedTime(shown, recent ? Precision.MINUTE : Precision.DAY)),
                  OptionalInt.of(facts.mode()),
                  facts.linkTarget()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "total 12",
        "-rw-r--r-- 1 a",
        "-rw-r--r--   1 ftp      ftp          1234 Foo 22 06:55 n",
        "-rw-r--r--   1 ftp      ftp          1234 Nov 31 06:55 n",
        "-rw-r--r--   1 ftp      ftp          1234 Feb 29  2023 n",
        "-rw-r--r--   1 ftp      ftp          1234 Nov 22 26:55 n",
        "-rw-r--r--   1 ftp      ftp          -234 Nov 22 06:55 n",
        "11-22-26  06:55AM       <DIR>          n"
      })
  void anotherDialectIsNotRead(String line) {
    assertThat(UnixListing.parse(line, NOW)).isEmpty();
  }

  @Test
  void aNameCannotMakeASecondLine() {
    assertThat(ShownName.of("plain é日\uDCFF\u202E")).isEqualTo("plain é日\uDCFF\u202E");
    assertThat(ShownName.of("a\r\nb\u001b[2J\u0007\u007f\u0085\u0000")).isEqualTo("a??b?[2J????");
    assertThat(ShownName.of("")).isEmpty();
  }

  private static String line(FileType type, long size, Instant time, int mode, String name) {
    var facts = new FileFacts("n", type, size, time, mode, Optional.empty(), Optional.of("to\nx"));
    return UnixListing.format(facts, NOW, name);
  }
}
