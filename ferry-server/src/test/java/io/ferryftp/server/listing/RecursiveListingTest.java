package io.ferryftp.server.listing;

import static io.ferryftp.server.listing.Reading.limits;
import static io.ferryftp.server.listing.Reading.lines;
import static io.ferryftp.server.listing.Reading.list;
import static io.ferryftp.server.listing.Reading.listed;
import static io.ferryftp.server.listing.Reading.listings;
import static io.ferryftp.server.listing.Reading.names;
import static io.ferryftp.server.listing.Reading.remark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecursiveListingTest {
  private static final ListArgument RECURSIVE = ListArgument.parse("-R");

  private final FakeTree tree = new FakeTree();

  private ListingSource recursive(Limits limits) throws IOException {
    return listings(tree, limits).list(VirtualPath.ROOT, RECURSIVE);
  }

  @Test
  void listsDirectoriesBeforeThoseInThem() throws IOException {
    tree.directory("/b").directory("/a").files("/z", "/b/x").directory("/a/c").files("/a/c/y");
    tree.directory("/a/.hidden").files("/a/.hidden/secret");
    assertThat(listed(tree, "-R"))
        .containsExactly(".:", "a", "b", "z", "", "./a:", "c", "", "./a/c:", "y", "", "./b:", "x");
    assertThat(tree.mostOpen).isEqualTo(1);
    assertThat(tree.open).isZero();
  }

  @Test
  void namesDirectoriesAsAsked() throws IOException {
    tree.directory("/a").directory("/a/c");
    assertThat(listed(tree, "-R a")).containsExactly("a:", "c", "", "a/c:");
    assertThat(listed(tree, "-R a/")).containsExactly("a/:", "c", "", "a/c:");
    assertThat(listed(tree, "-R /")).containsExactly("/:", "a", "", "/a:", "c", "", "/a/c:");
  }

  @Test
  void showsHiddenOnesAndDotsWhenAsked() throws IOException {
    tree.directory("/.a").files("/.a/x");
    assertThat(listed(tree, "-aR"))
        .containsExactly(".:", ".", "..", ".a", "", "./.a:", ".", "..", "x");
  }

  @Test
  void listsAFileAsALine() throws IOException {
    tree.files("/a");
    assertThat(listed(tree, "-R a")).containsExactly("a");
  }

  @Test
  void followsNoLinks() throws IOException {
    tree.directory("/a").link("/a/up", "..").link("/a/self", "self").link("/other", "a");
    assertThat(listed(tree, "-R"))
        .containsExactly(".:", "a", "other -> a", "", "./a:", "self -> self", "up -> ..");
    assertThat(listed(tree, "-R other")).startsWith("other:").hasSize(3);
  }

  @Test
  void stopsAtTheLimitOfEntriesAndSaysSo() throws IOException {
    tree.directory("/a").directory("/b").crowd("/a", 5).crowd("/b", 5);

    var all = recursive(limits(100, 32, 12));
    assertThat(names(lines(all))).hasSize(12 + 1 + 2 + 2).endsWith("f0000005");
    assertThat(all.remark()).isEmpty();

    var cut = recursive(limits(100, 32, 11));
    assertThat(names(lines(cut))).hasSize(11 + 1 + 2 + 2).endsWith("f0000004");
    assertThat(cut.remark()).contains("listing stopped at 11 entries");
    assertThat(tree.open).isZero();
  }

  @Test
  void neverHoldsMoreThanTheLimits() throws IOException {
    tree.crowd("/", 300_000);
    var source = recursive(Limits.DEFAULT);
    assertThat(lines(source)).hasSize(100_000 + 1);
    assertThat(source.remark()).contains("listing stopped at 100000 entries");
    assertThat(tree.entryFacts).isLessThanOrEqualTo(100_000 + 10_001);
  }

  @Test
  void stopsAtTheLimitOfDepthAndSaysSo() throws IOException {
    String path = "";
    for (int i = 1; i <= 40; i++) {
      path += "/d" + i;
      tree.directory(path);
    }
    var source = recursive(Limits.DEFAULT);
    List<String> shown = names(lines(source));

    assertThat(shown).filteredOn(line -> line.endsWith(":")).hasSize(33);
    assertThat(shown).endsWith("d33");
    assertThat(source.remark()).contains("directories below depth 32 not listed");
  }

  @Test
  void endsInATreeDeeperThanAnyStack() throws IOException {
    String path = "";
    for (int i = 1; i <= 1500; i++) {
      path += "/d";
      tree.directory(path);
    }
    var source = recursive(limits(100, 100_000, 100_000));
    assertThat(lines(source)).hasSize(1500 * 3 + 1);
    assertThat(source.remark()).isEmpty();
  }

  @Test
  void goesOnBehindADirectoryThatCannotBeRead() throws IOException {
    tree.directory("/a").directory("/b").directory("/c").files("/c/x").forbid("/a");
    tree.crowd("/b", 3).failBehind("/b", 1);
    var source = recursive(Limits.DEFAULT);
    assertThat(names(lines(source)))
        .containsExactly(".:", "a", "b", "c", "", "./a:", "", "./b:", "", "./c:", "x");
    assertThat(source.remark()).contains("2 directories not readable");
    assertThat(tree.open).isZero();
  }

  @Test
  void showsTheDotsOfADirectoryThatCannotBeRead() throws IOException {
    tree.directory("/a").forbid("/a");
    assertThat(listed(tree, "-aR")).containsExactly(".:", ".", "..", "a", "", "./a:", ".", "..");
  }

  @Test
  void failsWithTheDirectoryThatWasAskedFor() {
    tree.files("/a", "/b").failBehind("/", 1);
    assertThatThrownBy(() -> list(tree, "-R")).isInstanceOf(FileSystemException.class);
    assertThat(tree.open).isZero();
  }

  @Test
  void skipsADirectoryThatVanishesBetweenItsLineAndItsTurn() throws IOException {
    tree.directory("/a").directory("/b").files("/b/x");
    try (var source = recursive(Limits.DEFAULT)) {
      // Room for the header and the first line; the second waits, and then come directories.
      var buffer = ByteBuffer.allocate(2 + 2 + 55 + 1 + 2);
      assertThat(source.fill(buffer)).isTrue();
      assertThat(buffer.hasRemaining()).isFalse();
      tree.vanish("/a");
      assertThat(names(lines(source))).containsExactly("b", "", "./b:", "x");
      assertThat(source.remark()).isEmpty();
    }
  }

  @Test
  void saysAllThatIsMissing() throws IOException {
    tree.directory("/a").forbid("/a").directory("/b").directory("/b/c").crowd("/b", 3);
    assertThat(remark(recursive(limits(100, 1, 4))))
        .contains(
            "listing stopped at 4 entries; directories below depth 1 not listed;"
                + " 1 directory not readable");
  }

  @Test
  void letsNoDirectoryForgeAHeader() throws IOException {
    tree.directory("/a\r\n\r\nb:");
    assertThat(listed(tree, "-R")).containsExactly(".:", "a????b:", "", "./a????b::");
    assertThat(listed(tree, "-R a\r\n\r\nb:")).containsExactly("a????b::");
  }
}
