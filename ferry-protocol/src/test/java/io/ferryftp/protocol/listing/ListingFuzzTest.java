package io.ferryftp.protocol.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.listing.ListingReader.Line;
import io.ferryftp.protocol.text.WireText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a server lists: a value for each line, soon, and never a name that is none.
class ListingFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  private static final int ROUNDS = 200_000;
  private static final int OCTETS = 10 << 20;

  /// Reading 10 MiB takes some milliseconds; with a square of it, days.
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final List<String> SEEDS =
      List.of(
          "-rw-r--r--   1 ftp      ftp          1234 Nov 22 06:55 readme.txt",
          "drwxr-xr-x+  2 John Smith Domain Users 4096 22 Nov  2019 old",
          "lrwxrwxrwx   1 0 0 3 Nov 22 06:55:01 2019 latest -> ../old",
          "brw-rw----   1 root disk 8,   0 Feb 29 06:55 sda",
          "-rw-r--r-- 1 a b 5 2026-11-22 06:55:01.000000000 +0100 full",
          "11-22-26  06:55AM       <DIR>          pub",
          "11-22-2026  06:55PM            1,234,567 a b.txt",
          "2026-11-22 18:55    <JUNCTION>     n [C:\\d]",
          "type=file;size=1;modify=20261122065501;UNIX.mode=0644; name",
          "Type=OS.unix=slink:/a b;Perm=el; link",
          "total 12");

  @Test
  void everyLineIsSomething() {
    Random random = Seed.random(ListingFuzzTest.class);
    var reader = new ListingReader(NOW);
    int entries = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String line = mutated(random);
      for (Line read : List.of(reader.accept(line), reader.acceptFacts(line))) {
        switch (read) {
          case Line.Entry(RemoteFile file) -> {
            entries++;
            assertThat(EntryNames.isName(file.name())).as(line).isTrue();
            assertThat(file.size().orElse(0)).as(line).isNotNegative();
            assertThat(file.mode().orElse(0)).as(line).isBetween(0, 07777);
            assertThat(line).contains(file.name());
          }
          case Line.Unreadable(String same) -> assertThat(same).isSameAs(line);
          case Line.Heading _ -> assertThat(line.length()).isLessThan(300);
        }
      }
      assertThat(ListingReader.ofFacts(line)).isNotNull();
    }
    assertThat(entries).as("lines that were still read").isGreaterThan(ROUNDS / 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "1",
        "1 ",
        "a",
        "a ",
        "1 1 ",
        "8, ",
        "0x",
        ",",
        "Nov ",
        "22 ",
        "5 Nov 22 2019 ",
        "5  Nov  22 ",
        ":",
        ";",
        "a=b;",
        "slink: ",
        " -> ",
        " [",
        "]",
        "\\",
        "\0",
        "<DIR>",
        "1,234 ",
        "日",
        "\uDCFF"
      })
  void noRepetitionIsSlow(String text) {
    String repeated = text.repeat(OCTETS / 16 / text.length());
    assertTimeoutPreemptively(
        SOON,
        () -> {
          for (String seed : SEEDS) {
            for (int cut : List.of(0, 10, 14, 20, seed.length() / 2, seed.length() - 1)) {
              read(seed.substring(0, Math.min(cut, seed.length())) + repeated);
            }
          }
        });
  }

  @Test
  void binaryOfTenMebioctetsIsReadSoon() {
    Random random = Seed.random(ListingFuzzTest.class);
    var octets = new byte[OCTETS];
    random.nextBytes(octets);
    String binary = WireText.decode(octets);
    assertTimeoutPreemptively(
        SOON,
        () -> {
          read(binary);
          read(SEEDS.getFirst() + binary);
          read("brw-rw----   1 " + binary);
          read("11-22-26  06:55AM       <SYMLINK> " + binary);
        });
  }

  private static void read(String line) {
    var reader = new ListingReader(NOW);
    for (Line read : List.of(reader.accept(line), reader.acceptFacts(line))) {
      assertThat(read instanceof Line.Entry).isFalse();
    }
    assertThat(ListingReader.ofFacts(line)).isNotNull();
  }

  private static String mutated(Random random) {
    String line = SEEDS.get(random.nextInt(SEEDS.size()));
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int at = random.nextInt(line.length() + 1);
      String head = line.substring(0, at);
      String tail = line.substring(at);
      String other = SEEDS.get(random.nextInt(SEEDS.size()));
      line =
          switch (random.nextInt(5)) {
            case 0 -> head;
            case 1 -> head + other.substring(random.nextInt(other.length()));
            case 2 -> head + (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000) + tail;
            case 3 -> head + tail.substring(Math.min(tail.length(), random.nextInt(4)));
            default -> head + " ".repeat(random.nextInt(12)) + random.nextInt(3000) + tail;
          };
    }
    return line;
  }
}
