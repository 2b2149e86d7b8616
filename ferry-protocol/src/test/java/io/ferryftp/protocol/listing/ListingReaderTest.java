package io.ferryftp.protocol.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.ListingReader.Line;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  private static final String UNIX = "-rw-r--r-- 1 a b 5 Nov 22 06:55 ";
  private static final String DOS = "11-22-26  06:55AM  5 ";

  private final ListingReader reader = new ListingReader(NOW);

  @ParameterizedTest
  @ValueSource(strings = {"total 12", "insgesamt 1,2M", "总用量 12", "Total: 0", "", "   ", "\t"})
  void aFirstLineCanBeAHeading(String line) {
    assertThat(reader.accept(line)).isEqualTo(new Line.Heading());
  }

  @Test
  void aTotalIsAHeadingOnlyInFront() {
    assertThat(reader.accept("")).isEqualTo(new Line.Heading());
    assertThat(reader.accept("total 12")).isEqualTo(new Line.Heading());
    assertThat(reader.accept("total 12")).isEqualTo(new Line.Unreadable("total 12"));
    assertThat(reader.accept(UNIX + "n")).isInstanceOf(Line.Entry.class);
    assertThat(reader.accept("photo 12")).isEqualTo(new Line.Unreadable("photo 12"));
    assertThat(reader.accept(" ")).isEqualTo(new Line.Heading());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drwxr-xr-x 1 a b 5 Nov 22 06:55 .",
        "drwxr-xr-x 1 a b 5 Nov 22 06:55 ..",
        "11-22-26  06:55AM       <DIR>          .",
        "11-22-26  06:55AM       <DIR>          ..",
      })
  void theDirectoryItselfAndItsParentAreHeadings(String line) {
    assertThat(reader.accept(line)).isEqualTo(new Line.Heading());
  }

  @Test
  void eachLineIsReadInItsOwnDialect() {
    assertThat(reader.accept(DOS + "one")).isInstanceOf(Line.Entry.class);
    assertThat(reader.accept(UNIX + "two")).isInstanceOf(Line.Entry.class);
    assertThat(reader.accept("three")).isInstanceOf(Line.Unreadable.class);
    assertThat(reader.accept(DOS + "four")).isInstanceOf(Line.Entry.class);
  }

  @Test
  void aLinkKeepsTheTextOfItsTarget() {
    assertThat(target("lrwxrwxrwx 1 a b 5 Nov 22 06:55 n -> ../../etc -> x"))
        .contains("../../etc -> x");
    assertThat(target("lrwxrwxrwx 1 a b 5 Nov 22 06:55 n")).isEmpty();
    assertThat(target("11-22-26  06:55AM    <JUNCTION>     n [C:\\d [1]]")).contains("C:\\d [1]");
    assertThat(target("11-22-26  06:55AM    <SYMLINKD>     n [1] [..\\d]")).contains("..\\d");
    assertThat(target("11-22-26  06:55AM    <SYMLINK>      n [1] [d]")).contains("d");
    assertThat(target("11-22-26  06:55AM    <SYMLINK>      n]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22 06:55:01.5 +0100,2026-11-22T05:55:01.500Z,SECOND",
    "2026-11-22 06:55:01 +0000,2026-11-22T06:55:01Z,SECOND",
    "2026-11-22 06:55:01,2026-11-22T06:55:01Z,MINUTE",
    "Nov 22 06:55:01 2019,2019-11-22T06:55:01Z,MINUTE",
    "Nov 22 06:55,2026-11-22T06:55:00Z,MINUTE",
    "Nov 22  2019,2019-11-22T00:00:00Z,DAY",
  })
  void aTimeSaysHowExactItIs(String shown, Instant time, Precision precision) {
    RemoteFile file = entry(reader.accept("-rw-r--r-- 1 a b 5 " + shown + " n"));

    assertThat(file.modified()).contains(new ListedTime(time, precision));
  }

  @Test
  void permissionsThatMakeNoSenseAreNotTold() {
    assertThat(mode("-rwsr-Sr-t")).hasValue(07745);
    assertThat(mode("-rw-r-lr--")).hasValue(02644);
    assertThat(mode("-wr-r--r--")).isEmpty();
    assertThat(mode("-rwwr--r--")).isEmpty();
    assertThat(entry(reader.accept(DOS + "n")).mode()).isEmpty();
  }

  @Test
  void theYearIsKnownOnAnyDay() {
    String leapDay = "-rw-r--r-- 1 a b 5 Feb 29 06:55 n";
    for (String[] known :
        new String[][] {
          {"2024-02-28T06:55:00Z", "2024-02-29"},
          {"2024-02-28T06:54:00Z", "2020-02-29"},
          {"1904-01-01T00:00:00Z", "1896-02-29"},
          {"2103-12-31T00:00:00Z", "2096-02-29"},
        }) {
      assertThat(year(leapDay, Instant.parse(known[0]))).startsWith(known[1]);
    }
    String january = "-rw-r--r-- 1 a b 5 Jan  1 00:30 n";
    assertThat(year(january, Instant.parse("2026-12-31T23:00:00Z"))).startsWith("2027-01-01");
    assertThat(year(january, Instant.parse("2026-12-30T23:00:00Z"))).startsWith("2026-01-01");
    assertThat(year(january, Instant.MAX)).startsWith("+10000-01-01");
    assertThat(year(january, Instant.MIN)).startsWith("0001-01-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\b", "C:\\x", "..\\x", "CON", "a\u001bb", "a\tb", "~", "-rf", "\uDCFF"})
  void theServersNamesAreItsOwn(String name) {
    assertThat(entry(reader.accept(UNIX + name)).name()).isEqualTo(name);
    assertThat(entry(reader.accept(DOS + name)).name()).isEqualTo(name);
    assertThat(entry(reader.acceptFacts("type=file; " + name)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "/", "a/b", "/etc", "a\0", "a\r", "a\n"})
  void noOtherNamesEnter(String name) {
    assertThat(EntryNames.isName(name)).isFalse();
    for (String line : new String[] {UNIX + name, DOS + name}) {
      assertThat(reader.accept(line)).isEqualTo(new Line.Unreadable(line));
    }
    String facts = "type=file; " + name;
    assertThat(reader.acceptFacts(facts)).isEqualTo(new Line.Unreadable(facts));
  }

  @Test
  void aNameHasALongestLength() {
    String longest = "n".repeat(EntryNames.MAX_LENGTH);

    assertThat(reader.accept(UNIX + longest)).isInstanceOf(Line.Entry.class);
    assertThat(reader.accept(UNIX + longest + "n")).isInstanceOf(Line.Unreadable.class);
    assertThat(reader.acceptFacts("type=file; " + longest)).isInstanceOf(Line.Entry.class);
    assertThat(reader.acceptFacts("type=file; " + longest + "n"))
        .isInstanceOf(Line.Unreadable.class);
    String link = "lrwxrwxrwx 1 a b 5 Nov 22 06:55 n -> " + longest;
    assertThat(reader.accept(link)).isInstanceOf(Line.Entry.class);
    assertThat(reader.accept(link + "n")).isInstanceOf(Line.Unreadable.class);
  }

  /// The examples of RFC 3659 §7.7.
  @Test
  void entriesOfMlsdSayWhatTheRfcSays() {
    assertThat(
            entry(
                reader.acceptFacts(
                    "type=file;size=25730;modify=19940728095854;perm=; cap60.pl198.tar.gz")))
        .isEqualTo(
            new RemoteFile(
                "cap60.pl198.tar.gz",
                FileType.FILE,
                OptionalLong.of(25730),
                Optional.of(
                    new ListedTime(Instant.parse("1994-07-28T09:58:54Z"), Precision.SECOND)),
                OptionalInt.empty(),
                Optional.empty()));
    assertThat(reader.acceptFacts("Type=cdir;Modify=19981107085215;Perm=el; tmp"))
        .isEqualTo(new Line.Heading());
    assertThat(reader.acceptFacts("Type=pdir;Perm=e;Unique=keVO1+d?3; .."))
        .isEqualTo(new Line.Heading());
    RemoteFile link =
        entry(reader.acceptFacts("Type=OS.unix=slink:/foobar;Perm=;Unique=keVO1+4G4; foobar"));
    assertThat(link.type()).isEqualTo(FileType.LINK);
    assertThat(link.linkTarget()).contains("/foobar");
    RemoteFile device =
        entry(reader.acceptFacts("Type=OS.unix=chr-13/29;Perm=;Unique=keVO1+5G4; device"));
    assertThat(device.type()).isEqualTo(FileType.OTHER);
    RemoteFile other = entry(reader.acceptFacts("Type=dir;UNIX.mode=0755;  two  blanks "));
    assertThat(other.name()).isEqualTo(" two  blanks ");
    assertThat(other.mode()).hasValue(0755);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Perm=el; n|DIRECTORY",
        "Perm=ADFRW; n|FILE",
        "Perm=df; n|OTHER",
        "Perm=er;Size=1; n|OTHER",
        "Perm=e;Size=4096; n|DIRECTORY",
        "Sizd=4096; n|DIRECTORY",
        "Size=1; n|FILE",
        "Modify=20261122065501; n|OTHER",
        "' n'|OTHER",
        "Type=strange;Size=1; n|OTHER",
      })
  void aTypeThatIsNotToldIsGuessedOfWhatIs(String line, FileType type) {
    RemoteFile file = entry(reader.acceptFacts(line));

    assertThat(file.type()).isEqualTo(type);
    assertThat(file.name()).isEqualTo("n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name", "total 12", "-rw-r--r-- 1 a b 5 Nov 22 06:55 n", "500 no such verb", "a;"})
  void whatHasNoFactsIsNoEntry(String line) {
    assertThat(reader.acceptFacts(line)).isEqualTo(new Line.Unreadable(line));
    assertThat(ListingReader.ofFacts(line)).isEmpty();
  }

  @Test
  void blankLinesAndDotsOfMlsdAreHeadings() {
    assertThat(reader.acceptFacts("")).isEqualTo(new Line.Heading());
    assertThat(reader.acceptFacts("type=dir; ..")).isEqualTo(new Line.Heading());
  }

  @ParameterizedTest
  @CsvSource({
    "' Type=file;Size=1; /a/b c',/a/b c,FILE",
    "'Type=file;Size=1; /a/b c',/a/b c,FILE",
    "' Type=dir; /',/,DIRECTORY",
    "' Type=cdir; /tmp',/tmp,DIRECTORY",
    "'  a name',a name,OTHER",
    "' a name',a name,OTHER",
    "' name',name,OTHER",
  })
  void anEntryOfMlstKeepsItsPath(String line, String name, FileType type) {
    RemoteFile file = ListingReader.ofFacts(line).orElseThrow();

    assertThat(file.name()).isEqualTo(name);
    assertThat(file.type()).isEqualTo(type);
  }

  private Optional<String> target(String line) {
    RemoteFile file = entry(reader.accept(line));
    assertThat(file.type()).isEqualTo(FileType.LINK);
    return file.linkTarget();
  }

  private OptionalInt mode(String permissions) {
    return entry(reader.accept(permissions + " 1 a b 5 Nov 22 06:55 n")).mode();
  }

  private static String year(String line, Instant now) {
    RemoteFile file = entry(new ListingReader(now).accept(line));
    return file.modified().orElseThrow().time().toString();
  }

  private static RemoteFile entry(Line line) {
    assertThat(line).isInstanceOf(Line.Entry.class);
    return ((Line.Entry) line).file();
  }
}
