package io.ferryftp.server.listing;

import static io.ferryftp.server.listing.Reading.list;
import static io.ferryftp.server.listing.Reading.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameListingTest {
  private final FakeTree tree = new FakeTree();

  @Test
  void givesNamesInDirectoryOrderAndAsksForNoFacts() throws IOException {
    tree.crowd("/", 20_000);
    assertThat(names(tree, "")).hasSize(20_000).startsWith("f0020000").endsWith("f0000001");
    assertThat(tree.entryFacts).isZero();
    assertThat(tree.pathFacts).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", "-1", "-t", "dir", "dir/*", "-a1t dir", "-R dir/*"})
  void asksForNoFactsOfEntriesUnlessItDescends(String argument) throws IOException {
    tree.directory("/dir").files("/dir/a", "/dir/b");
    assertThat(names(tree, argument)).isNotEmpty();
    assertThat(tree.entryFacts).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "dir, dir/a",
    "dir/, dir/a",
    "./dir, ./dir/a",
    "/dir, /dir/a",
    "dir/., dir/./a",
    "dir/a, dir/a",
    "/dir/a, /dir/a",
    "dir/*, dir/a",
    "dir/?, dir/a",
    "/dir/*, /dir/a",
    "link, link/a",
    "link/, link/a",
    "link/a, link/a",
    "tofile, tofile",
    "., ./dir",
    "/, /dir",
    "/d*, /dir",
    "d*, dir",
  })
  void givesNamesThatAreArguments(String asked, String first) throws IOException {
    tree.directory("/dir").files("/dir/a").link("/link", "dir").link("/tofile", "dir/a");

    String name = names(tree, asked).getFirst();

    assertThat(name).isEqualTo(first);
    assertThat(names(tree, name)).isNotEmpty();
  }

  @Test
  void hidesNamesWithADotButForAll() throws IOException {
    tree.files("/.a", "/b");
    assertThat(names(tree, "")).containsExactly("b");
    assertThat(names(tree, "-a")).containsExactly(".a", "b");
    assertThat(names(tree, ".*")).containsExactly(".a");
    assertThat(names(tree, "-a *")).containsExactly(".a", "b");
    assertThat(names(tree, "*")).containsExactly("b");
    assertThat(names(tree, ".a")).containsExactly(".a");
  }

  @Test
  void isLongWhenAsked() throws IOException {
    tree.files("/b", "/a").directory("/c").files("/c/d");
    assertThat(names(tree, "-l")).isEqualTo(list(tree, "")).hasSize(3);
    assertThat(names(tree, "-lR c")).isEqualTo(list(tree, "-R c"));
  }

  @Test
  void showsNothingWhenNothingMatches() throws IOException {
    tree.files("/a");
    assertThat(names(tree, "*.zip")).isEmpty();
  }

  @Test
  void showsWhatVanishesAsNobodyLooks() throws IOException {
    tree.files("/a", "/b").vanish("/b");
    assertThat(names(tree, "")).containsExactly("a", "b");
  }

  @Test
  void letsNoNameForgeALine() throws IOException {
    tree.files("/a\r\nb").directory("/d\n").files("/d\n/x");
    assertThat(names(tree, "")).containsExactly("a??b", "d?");
    assertThat(names(tree, "d\n")).containsExactly("d?/x");
    assertThat(names(tree, "d\n/*")).containsExactly("d?/x");
    assertThat(names(tree, "a\r\nb")).containsExactly("a??b");
  }

  @Test
  void keepsTheOctetsOfNames() throws IOException {
    byte[] octets = {'c', 'a', 'f', (byte) 0xE9};
    tree.files("/" + WireText.decode(octets));
    var source = Reading.listings(tree).names(VirtualPath.ROOT, ListArgument.NONE);
    assertThat(Reading.octets(source, 4096)).containsExactly('c', 'a', 'f', 0xE9, '\r', '\n');
  }

  @Test
  void refusesBeforeAnyOctet() {
    tree.files("/file");
    assertThatThrownBy(() -> names(tree, "missing")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> names(tree, "file/")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> names(tree, "{a,b}".repeat(64)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void readsAMillionNamesOneByOne() throws IOException {
    tree.crowd("/", 1_000_000);
    assertThat(names(tree, "*1")).hasSize(100_000);
    assertThat(tree.entryFacts).isZero();
  }
}
