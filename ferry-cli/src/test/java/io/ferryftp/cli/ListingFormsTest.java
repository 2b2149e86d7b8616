package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.listing.RemoteFile.Precision;
import io.ferryftp.protocol.text.WireText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingFormsTest {
  private static final Instant TIME = Instant.parse("2026-11-22T07:53:15Z");

  @Test
  void theLongFormIsAligned() {
    var link =
        new RemoteFile(
            "l",
            FileType.LINK,
            OptionalLong.of(12345),
            Optional.of(new ListedTime(TIME, Precision.DAY)),
            OptionalInt.of(0777),
            Optional.of("to\u001b"));
    var bare = bare("\n\u0085x");
    var file =
        new RemoteFile(
            "a",
            FileType.FILE,
            OptionalLong.of(7),
            Optional.of(new ListedTime(TIME, Precision.SECOND)),
            OptionalInt.of(0640),
            Optional.empty());
    assertThat(LongForm.lines(List.of(link, bare, file)))
        .containsExactly(
            "lrwxrwxrwx  12345  2026-11-22        l -> to\\x1B",
            "d?????????      -  -                 \\x0A\\x85x",
            "-rw-r-----      7  2026-11-22 07:53  a");
    assertThat(LongForm.lines(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "755, rwxr-xr-x",
    "4755, rwsr-xr-x",
    "2644, rw-r-Sr--",
    "1777, rwxrwxrwt",
    "0, ---------"
  })
  void permissionsAreShownAsUnixDoes(String octal, String shown) {
    var file =
        new RemoteFile(
            "a",
            FileType.FILE,
            OptionalLong.empty(),
            Optional.empty(),
            OptionalInt.of(Integer.parseInt(octal, 8)),
            Optional.empty());
    assertThat(LongForm.lines(List.of(file)).getFirst()).startsWith("-" + shown + "  ");
  }

  @Test
  void jsonNamesWhatIsKnown() throws Exception {
    FtpUrl url = FtpUrl.parse("ftp://anna:geheim@h/pub/");
    var file =
        new RemoteFile(
            "ä.txt",
            FileType.FILE,
            OptionalLong.of(7),
            Optional.of(new ListedTime(TIME, Precision.SECOND)),
            OptionalInt.of(0640),
            Optional.of("b"));
    assertThat(ListedEntry.in(url, file))
        .containsExactly(
            Map.entry("name", "ä.txt"),
            Map.entry("url", "ftp://anna@h/pub/%C3%A4.txt"),
            Map.entry("type", "file"),
            Map.entry("size", 7L),
            Map.entry("modified", "2026-11-22T07:53:15Z"),
            Map.entry("precision", "second"),
            Map.entry("mode", "0640"),
            Map.entry("target", "b"));
  }

  @Test
  void jsonHasOctetsThatAreNotUtf8Exactly() throws Exception {
    String name = WireText.decode(new byte[] {'a', (byte) 0xE4});
    assertThat(ListedEntry.in(FtpUrl.parse("ftp://h/"), bare(name)))
        .containsExactly(
            Map.entry("name", "a\\xE4"),
            Map.entry("nameOctets", "61e4"),
            Map.entry("url", "ftp://h/a%E4"),
            Map.entry("type", "directory"));
  }

  @Test
  void aNameThatNoUrlCanHoldHasNone() throws Exception {
    assertThat(ListedEntry.in(FtpUrl.parse("ftp://h/"), bare("a\rb"))).doesNotContainKey("url");
  }

  private static RemoteFile bare(String name) {
    return new RemoteFile(
        name,
        FileType.DIRECTORY,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }
}
