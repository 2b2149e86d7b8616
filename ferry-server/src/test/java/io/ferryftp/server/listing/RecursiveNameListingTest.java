package io.ferryftp.server.listing;

import static io.ferryftp.server.listing.Reading.limits;
import static io.ferryftp.server.listing.Reading.lines;
import static io.ferryftp.server.listing.Reading.list;
import static io.ferryftp.server.listing.Reading.listings;
import static io.ferryftp.server.listing.Reading.names;
import static io.ferryftp.server.listing.Reading.octets;
import static io.ferryftp.server.listing.Reading.remark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecursiveNameListingTest {
  private static final ListArgument RECURSIVE = ListArgument.parse("-R");

  private final FakeTree tree = new FakeTree();

  private ListingSource recursive(Limits limits) throws IOException {
    return listings(tree, limits).names(VirtualPath.ROOT, RECURSIVE);
  }

  @Test
  void givesAllPathnamesDepthFirstInDirectoryOrder() throws IOException {
    tree.files("/z").directory("/sub").directory("/last").files("/a");
    tree.files("/sub/b").directory("/sub/deep").directory("/sub/empty").files("/sub/deep/c");
    tree.files("/last/x");

    assertThat(names(tree, "-R"))
        .containsExactly(
            "z", "sub", "last", "a", "sub/b", "sub/deep", "sub/empty", "sub/deep/c", "last/x");
    assertThat(tree.mostOpen).isEqualTo(1);
    assertThat(tree.open).isZero();
  }

  @Test
  void changesNothingForTheOrderOfTime() throws IOException {
    tree.file("/old", FakeTree.LONG_AGO).file("/new", Reading.NOW);
    assertThat(names(tree, "-Rt")).containsExactly("old", "new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " .", " /", " sub", " sub/", " ./sub", " /sub", " sub/.", " link", " link/"})
  void givesNamesThatAreArguments(String asked) throws IOException {
    tree.directory("/sub").files("/sub/b").directory("/sub/deep").files("/sub/deep/c");
    tree.link("/link", "sub");

    List<String> shown = names(tree, "-R" + asked);

    assertThat(shown).hasSizeGreaterThanOrEqualTo(3).allMatch(name -> !name.contains("//"));
    for (String name : shown) {
      assertThat(names(tree, name)).isNotEmpty();
    }
  }

  @Test
  void beginsNamesWithTheDirectoryThatWasAskedFor() throws IOException {
    tree.directory("/sub").files("/sub/b").directory("/sub/deep").files("/sub/deep/c");
    assertThat(names(tree, "-R sub")).containsExactly("sub/b", "sub/deep", "sub/deep/c");
    assertThat(names(tree, "-R sub/")).containsExactly("sub/b", "sub/deep", "sub/deep/c");
    assertThat(names(tree, "-R /sub/deep")).containsExactly("/sub/deep/c");
    assertThat(names(tree, "-R /")).containsExactly("/sub", "/sub/b", "/sub/deep", "/sub/deep/c");
    assertThat(names(tree, "-R sub/b")).containsExactly("sub/b");
    assertThat(lines(listings(tree).names(VirtualPath.of("/sub"), ListArgument.parse("-R deep"))))
        .containsExactly("deep/c");
  }

  @Test
  void hidesNamesWithADotAndAllBelowThemButForAll() throws IOException {
    tree.directory("/.h").directory("/a").files("/.h/x", "/a/.y");
    assertThat(names(tree, "-R")).containsExactly("a");
    assertThat(names(tree, "-aR")).containsExactly(".h", "a", ".h/x", "a/.y");
    assertThat(names(tree, "-R .h")).containsExactly(".h/x");
  }

  @Test
  void descendsIntoNothingThatMatches() throws IOException {
    tree.directory("/sub").files("/sub/b").directory("/sub/deep").files("/sub/deep/c");
    assertThat(names(tree, "-R s*")).containsExactly("sub");
    assertThat(names(tree, "-R sub/*")).containsExactly("sub/b", "sub/deep");
  }

  @Test
  void followsNoLinks() throws IOException {
    tree.directory("/a").link("/a/up", "..").link("/a/self", "self").link("/other", "a");
    assertThat(names(tree, "-R")).containsExactly("a", "other", "a/up", "a/self");
    assertThat(names(tree, "-R other")).containsExactly("other/up", "other/self");
  }

  @Test
  void stopsAtTheLimitOfEntriesAndSaysSo() throws IOException {
    tree.directory("/a").directory("/b").crowd("/a", 5).crowd("/b", 5);

    var all = recursive(limits(100, 32, 12));
    assertThat(lines(all)).hasSize(12).endsWith("b/f0000001");
    assertThat(all.remark()).isEmpty();

    var cut = recursive(limits(100, 32, 11));
    assertThat(lines(cut)).hasSize(11).endsWith("b/f0000002");
    assertThat(cut.remark()).contains("listing stopped at 11 entries");
    assertThat(tree.open).isZero();
  }

  @Test
  void stopsAtTheLimitOfDepthAndSaysSo() throws IOException {
    tree.directory("/a").directory("/a/b").directory("/a/b/c").files("/a/b/c/d");
    var cut = recursive(limits(100, 2, 100));
    assertThat(lines(cut)).containsExactly("a", "a/b", "a/b/c");
    assertThat(cut.remark()).contains("directories below depth 2 not listed");
  }

  @Test
  void endsInATreeDeeperThanAnyStack() throws IOException {
    String path = "";
    for (int i = 1; i <= 1500; i++) {
      path += "/d";
      tree.directory(path);
    }
    var source = recursive(limits(100, 100_000, 100_000));
    assertThat(lines(source)).hasSize(1500).endsWith(path.substring(1));
    assertThat(source.remark()).isEmpty();
    assertThat(tree.mostOpen).isEqualTo(1);
  }

  @Test
  void readsNoFurtherThanItsReader() throws IOException {
    tree.directory("/a").crowd("/", 1_000_000);
    try (var source = recursive(limits(100, 32, Integer.MAX_VALUE))) {
      var buffer = ByteBuffer.allocate(4096);
      assertThat(source.fill(buffer)).isTrue();
      // A line of a crowd has ten octets: those sent, and the one that waits.
      assertThat(tree.entryFacts).isLessThanOrEqualTo(4096 / 10 + 2);
      assertThat(tree.pathFacts).isZero();
    }
    assertThat(tree.open).isZero();
  }

  @Test
  void neverPassesMoreThanTheLimits() throws IOException {
    tree.crowd("/", 1_000_000);
    var source = recursive(Limits.DEFAULT);
    assertThat(lines(source)).hasSize(100_000);
    assertThat(source.remark()).contains("listing stopped at 100000 entries");
    assertThat(tree.entryFacts).isEqualTo(100_001);
  }

  @Test
  void givesTheSameOctetsThroughAnyBuffer() throws IOException {
    for (int i = 0; i < 50; i++) {
      tree.directory("/dir" + i).crowd("/dir" + i, 500);
    }
    byte[] large = octets(recursive(Limits.DEFAULT), 128 * 1024);
    assertThat(large.length).isGreaterThan(2 * 128 * 1024);
    assertThat(octets(recursive(Limits.DEFAULT), 4 * 1024)).isEqualTo(large);
    assertThat(octets(recursive(Limits.DEFAULT), 7)).isEqualTo(large);
  }

  @Test
  void goesOnBehindADirectoryThatCannotBeRead() throws IOException {
    tree.directory("/a").directory("/b").directory("/c").files("/c/x").forbid("/a");
    tree.crowd("/b", 3).failBehind("/b", 1);
    var source = recursive(Limits.DEFAULT);
    assertThat(lines(source)).containsExactly("a", "b", "c", "b/f0000003", "c/x");
    assertThat(source.remark()).contains("2 directories not readable");
    assertThat(tree.open).isZero();
  }

  @Test
  void failsWithTheDirectoryThatWasAskedFor() {
    tree.directory("/dir").forbid("/dir").files("/a", "/b").failBehind("/", 1);
    assertThatThrownBy(() -> names(tree, "-R")).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> listings(tree).names(VirtualPath.of("/dir"), RECURSIVE))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(tree.open).isZero();
  }

  @Test
  void skipsADirectoryThatVanishesBetweenItsLineAndItsTurn() throws IOException {
    tree.directory("/a").directory("/b").files("/b/x");
    try (var source = recursive(Limits.DEFAULT)) {
      var buffer = ByteBuffer.allocate(3);
      assertThat(source.fill(buffer)).isTrue();
      tree.vanish("/a");
      assertThat(lines(source)).containsExactly("b", "b/x");
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
  void isLongWhenAsked() throws IOException {
    tree.directory("/c").files("/c/d");
    assertThat(names(tree, "-lR")).isEqualTo(list(tree, "-R"));
  }

  @Test
  void letsNoDirectoryForgeALine() throws IOException {
    tree.directory("/a\r\nb").files("/a\r\nb/x");
    assertThat(names(tree, "-R")).containsExactly("a??b", "a??b/x");
  }
}
