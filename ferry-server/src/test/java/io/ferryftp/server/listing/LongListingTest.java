package io.ferryftp.server.listing;

import static io.ferryftp.server.listing.Reading.limits;
import static io.ferryftp.server.listing.Reading.lines;
import static io.ferryftp.server.listing.Reading.list;
import static io.ferryftp.server.listing.Reading.listed;
import static io.ferryftp.server.listing.Reading.listings;
import static io.ferryftp.server.listing.Reading.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongListingTest {
  private final FakeTree tree = new FakeTree();

  @Test
  void looksLikeLsWithoutATotal() throws IOException {
    tree.file("/b.txt", 1234).directory("/a").link("/c", "a/x").device("/d");
    assertThat(list(tree, ""))
        .containsExactly(
            "drwxr-xr-x   1 ftp      ftp          4096 Feb  3  2020 a",
            "-rw-r--r--   1 ftp      ftp          1234 Feb  3  2020 b.txt",
            "lrwxrwxrwx   1 ftp      ftp             3 Feb  3  2020 c -> a/x",
            "prw-------   1 ftp      ftp             0 Feb  3  2020 d");
  }

  @Test
  void sortsByTheOctetsOfNames() throws IOException {
    String notUtf8 = WireText.decode(new byte[] {(byte) 0xE9});
    tree.files("/😀", "/ﬀ", "/b", "/B", "/a b", "/ab", "/é", "/-x", "/" + notUtf8);
    // In octets: the ligature is EF AC 80, the smiley F0 9F 98 80, though as Java's characters the
    // smiley comes first.
    assertThat(listed(tree, ""))
        .containsExactly("-x", "B", "a b", "ab", "b", "é", notUtf8, "ﬀ", "😀");
  }

  @Test
  void sortsByTimeNewestFirstThenByName() throws IOException {
    tree.file("/old", Instant.parse("2020-01-01T00:00:00Z"))
        .file("/same2", Instant.parse("2026-01-01T00:00:00Z"))
        .file("/newest", Instant.parse("2026-11-01T00:00:00Z"))
        .file("/same1", Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(listed(tree, "-t")).containsExactly("newest", "same1", "same2", "old");
  }

  @ParameterizedTest
  @CsvSource({"99, true", "100, true", "101, false", "102, false"})
  void sortsUpToTheLimitAndStreamsBeyondIt(int entries, boolean sorted) throws IOException {
    tree.crowd("/", entries);
    var source = listings(tree, limits(100, 32, 100_000)).list(VirtualPath.ROOT, ListArgument.NONE);

    List<String> shown = names(lines(source));

    assertThat(shown).hasSize(entries);
    assertThat(shown.getFirst()).isEqualTo(sorted ? "f0000001" : "f%07d".formatted(entries));
    assertThat(shown.getLast()).isEqualTo(sorted ? "f%07d".formatted(entries) : "f0000001");
    assertThat(source.remark()).isEmpty();
  }

  @Test
  void holdsAMillionEntriesOnlyUpToTheLimit() throws IOException {
    int limit = 10_000;
    tree.crowd("/", 1_000_000);
    int shown = 0;
    int mostHeld = 0;
    try (var source = listings(tree).list(VirtualPath.ROOT, ListArgument.NONE)) {
      var buffer = ByteBuffer.allocate(64 * 1024);
      boolean more = true;
      while (more) {
        more = source.fill(buffer);
        for (int i = 0; i < buffer.position(); i++) {
          shown += buffer.get(i) == '\n' ? 1 : 0;
        }
        // One line may wait for room in the buffer.
        mostHeld = Math.max(mostHeld, tree.entryFacts - shown);
        buffer.clear();
      }
    }
    assertThat(shown).isEqualTo(1_000_000);
    assertThat(mostHeld).isLessThanOrEqualTo(limit + 1);
  }

  @Test
  void countsOnlyShownEntriesTowardsTheLimit() throws IOException {
    tree.files("/c", "/.1", "/.2", "/.3", "/b", "/a");
    var source = listings(tree, limits(3, 32, 100)).list(VirtualPath.ROOT, ListArgument.NONE);
    assertThat(names(lines(source))).containsExactly("a", "b", "c");
    assertThat(tree.entryFacts).isEqualTo(3);
  }

  @Test
  void showsHiddenNamesAndDotsWhenAsked() throws IOException {
    tree.files("/.hidden", "/!first", "/shown").directory("/sub").files("/sub/.x", "/sub/y");
    assertThat(listed(tree, "")).containsExactly("!first", "shown", "sub");
    assertThat(listed(tree, "-a")).containsExactly(".", "..", "!first", ".hidden", "shown", "sub");
    assertThat(listed(tree, "-la sub")).containsExactly(".", "..", ".x", "y");
    assertThat(list(tree, "-a").subList(0, 2)).allMatch(line -> line.startsWith("drwxr-xr-x"));
  }

  @Test
  void leavesOutAParentOfWhichNothingMayBeKnown() throws IOException {
    tree.directory("/sub").files("/sub/y").vanish("/");
    assertThat(listed(tree, "-a sub")).containsExactly(".", "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-l1", "-l", "-1l", "-F", "-C", "-lFgo"})
  void staysLongWhateverElseIsAsked(String argument) throws IOException {
    tree.files("/x");
    assertThat(list(tree, argument))
        .containsExactly("-rw-r--r--   1 ftp      ftp             1 Feb  3  2020 x");
  }

  @ParameterizedTest
  @CsvSource({"dir/a.txt", "/dir/a.txt", "./dir/../dir/a.txt", "dir//a.txt"})
  void showsAFileUnderTheNameThatWasAsked(String asked) throws IOException {
    tree.directory("/dir").files("/dir/a.txt");
    assertThat(listed(tree, asked)).containsExactly(asked);
    assertThat(tree.opened).isZero();
  }

  @Test
  void resolvesAgainstTheWorkingDirectory() throws IOException {
    tree.directory("/dir").directory("/dir/sub").files("/dir/a", "/b");
    var here = VirtualPath.of("/dir");
    assertThat(names(lines(listings(tree).list(here, ListArgument.NONE))))
        .containsExactly("a", "sub");
    assertThat(names(lines(listings(tree).list(here, ListArgument.of("..")))))
        .containsExactly("b", "dir");
    assertThat(names(lines(listings(tree).list(here, ListArgument.of("../b")))))
        .containsExactly("../b");
  }

  @Test
  void takesOptionsBeforeAFileOfThatName() throws IOException {
    tree.files("/-x");
    assertThat(listed(tree, "-x")).containsExactly("-x");
    assertThat(listed(tree, "-a")).contains(".", "..");
    assertThat(listed(tree, "./-x")).containsExactly("./-x");
    assertThat(listed(tree, "-- -x")).containsExactly("-x");
  }

  @Test
  void absoluteTargetOfALinkIsAPathOfTheMachineAndNotShown() throws Exception {
    tree.link("/secret", "/var/lib/private");

    assertThat(listed(tree, "secret")).containsExactly("secret");
  }

  @Test
  void showsOrFollowsLinks() throws IOException {
    tree.directory("/dir").files("/dir/in", "/file");
    tree.link("/todir", "dir").link("/tofile", "file").link("/broken", "nowhere");
    tree.link("/round", "round");

    assertThat(listed(tree, "todir")).containsExactly("in");
    assertThat(listed(tree, "todir/")).containsExactly("in");
    assertThat(listed(tree, "tofile")).containsExactly("tofile -> file");
    assertThat(listed(tree, "broken")).containsExactly("broken -> nowhere");
    assertThat(listed(tree, "round")).containsExactly("round -> round");
    assertThat(listed(tree, "t*")).containsExactly("todir -> dir", "tofile -> file");
    assertThat(listed(tree, "todir/in")).containsExactly("todir/in");
    assertThatThrownBy(() -> list(tree, "tofile/")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> list(tree, "broken/")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> list(tree, "round/")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void refusesBeforeAnyOctet() {
    tree.files("/file").directory("/secret").forbid("/secret");
    var listings = listings(tree);
    for (String asked : List.of("missing", "missing/", "missing/*", "mis*/", "mis*/x", "file/x")) {
      assertThatThrownBy(() -> listings.list(VirtualPath.ROOT, ListArgument.parse(asked)))
          .as(asked)
          .isInstanceOf(NoSuchFileException.class);
    }
    for (String asked : List.of("file/", "file/*")) {
      assertThatThrownBy(() -> listings.list(VirtualPath.ROOT, ListArgument.parse(asked)))
          .as(asked)
          .isInstanceOf(NotDirectoryException.class);
    }
    for (String asked : List.of("secret", "-R secret", "-a secret", "secret/*")) {
      assertThatThrownBy(() -> listings.list(VirtualPath.ROOT, ListArgument.parse(asked)))
          .as(asked)
          .isInstanceOf(AccessDeniedException.class);
    }
    assertThatThrownBy(() -> listings.list(VirtualPath.of("/gone"), ListArgument.NONE))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(tree.open).isZero();
  }

  @Test
  void selectsByAPatternInTheLastName() throws IOException {
    tree.directory("/dir").files("/dir/b.txt", "/dir/a.txt", "/dir/c.gz", "/dir/.d.txt");
    tree.directory("/dir/e.txt").files("/dir/e.txt/in");

    assertThat(listed(tree, "dir/*.txt")).containsExactly("dir/a.txt", "dir/b.txt", "dir/e.txt");
    assertThat(listed(tree, "-a dir/*.txt"))
        .containsExactly("dir/.d.txt", "dir/a.txt", "dir/b.txt", "dir/e.txt");
    assertThat(listed(tree, "dir/.*")).containsExactly("dir/.d.txt");
    assertThat(listed(tree, "/dir/?.gz")).containsExactly("/dir/c.gz");
    assertThat(listed(tree, "-R d*")).containsExactly("dir");
    assertThat(listed(tree, "dir/*.zip")).isEmpty();
    assertThat(listed(tree, "*/../d?r/../dir")).isNotEmpty();
  }

  @Test
  void takesANameThatExistsLiterally() throws IOException {
    tree.files("/a*", "/ab", "/ac").directory("/d?").files("/d?/in");
    assertThat(listed(tree, "a*")).containsExactly("a*");
    assertThat(listed(tree, "d?")).containsExactly("in");
    assertThat(listed(tree, "d?/*")).containsExactly("d?/in");
    assertThat(listed(tree, "?b")).containsExactly("ab");
  }

  @Test
  void skipsWhatVanishes() throws IOException {
    tree.files("/a", "/b", "/c").vanish("/b");
    assertThat(listed(tree, "")).containsExactly("a", "c");
    assertThat(listed(tree, "?")).containsExactly("a", "c");
  }

  @Test
  void letsNoNameForgeALine() throws IOException {
    tree.files("/a\r\n-rw-r--r-- 1 root root 0 Jan 1 00:00 forged", "/esc\u001b[2J");
    tree.link("/l", "to\r\nforged");
    assertThat(list(tree, ""))
        .hasSize(3)
        .allMatch(line -> line.matches("[-l][-rwx]{9}   1 ftp .*"))
        .noneMatch(WireText::hasControl);
    assertThat(list(tree, "a\r\n*")).hasSize(1);
  }

  @Test
  void breaksOffWhenStorageFails() throws IOException {
    tree.crowd("/", 10).failBehind("/", 5);
    try (var source = listings(tree).list(VirtualPath.ROOT, ListArgument.NONE)) {
      assertThatThrownBy(() -> source.fill(ByteBuffer.allocate(4096)))
          .isInstanceOf(FileSystemException.class);
    }
    assertThat(tree.open).isZero();
  }
}
