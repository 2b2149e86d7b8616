package io.ferryftp.protocol.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DosListingTest {
  private static final Instant TIME = Instant.parse("2026-11-22T18:55:01Z");

  /// What could be taken for other columns, or for the end of a column.
  private static final List<String> NAMES =
      List.of("a -x ", "  two", "PM ", "<DIR>  ", "1,234 ", "[x] ", "n] ", "é日 ");

  @Test
  void linesLookAsIisWritesThem() {
    assertThat(line(FileType.FILE, 1234, TIME, "a b"))
        .isEqualTo("11-22-26  06:55PM                 1234 a b");
    assertThat(line(FileType.DIRECTORY, 4096, Instant.parse("2019-02-03T00:00:00Z"), "old"))
        .isEqualTo("02-03-19  12:00AM       <DIR>          old");
    assertThat(line(FileType.LINK, 3, TIME, "latest"))
        .isEqualTo("11-22-26  06:55PM       <SYMLINK>      latest [C:\\t?]");
    assertThat(line(FileType.OTHER, 0, TIME, "pipe"))
        .isEqualTo("11-22-26  06:55PM       <SYMLINK>      pipe");
    assertThat(line(FileType.FILE, Long.MAX_VALUE, Instant.MAX, "n"))
        .isEqualTo("12-31-9999  11:59PM  9223372036854775807 n");
    assertThat(line(FileType.FILE, 0, Instant.MIN, "n")).startsWith("01-01-0001  12:00AM ");
  }

  @Test
  void parseIsTheInverseOfFormatUpToWhatTheDialectTells() {
    Random random = Seed.random(DosListingTest.class);
    FileType[] types = FileType.values();
    for (int i = 0; i < 100_000; i++) {
      FileType type = types[random.nextInt(types.length)];
      Optional<String> target =
          type == FileType.LINK && random.nextBoolean()
              ? Optional.of("C:\\a [b]")
              : Optional.empty();
      var facts =
          new FileFacts(
              NAMES.get(random.nextInt(NAMES.size())) + random.nextInt(),
              type,
              random.nextLong(0, Long.MAX_VALUE >> random.nextInt(0, 62)),
              Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L)),
              0,
              Optional.empty(),
              target);
      String line = DosListing.format(facts, facts.name());

      Instant shown = facts.modified().truncatedTo(ChronoUnit.MINUTES);
      assertThat(DosListing.parse(line))
          .as(line)
          .contains(
              new RemoteFile(
                  facts.name(),
                  type == FileType.OTHER ? FileType.LINK : type,
                  facts.isFile() ? OptionalLong.of(facts.size()) : OptionalLong.empty(),
                  Optional.of(new ListedTime(shown, Precision.MINUTE)),
                  OptionalInt.empty(),
                  target));
    }
  }

  private static String line(FileType type, long size, Instant time, String name) {
    var facts = new FileFacts("n", type, size, time, 0, Optional.empty(), Optional.of("C:\\t\n"));
    return DosListing.format(facts, name);
  }
}
