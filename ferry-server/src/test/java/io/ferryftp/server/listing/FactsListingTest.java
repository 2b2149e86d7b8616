package io.ferryftp.server.listing;

import static io.ferryftp.account.Permission.AMEND;
import static io.ferryftp.account.Permission.CREATE_DIRECTORY;
import static io.ferryftp.account.Permission.DELETE;
import static io.ferryftp.account.Permission.LIST;
import static io.ferryftp.account.Permission.READ;
import static io.ferryftp.account.Permission.RENAME;
import static io.ferryftp.account.Permission.WRITE;
import static io.ferryftp.server.listing.Reading.lines;
import static io.ferryftp.server.listing.Reading.listings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FactsFormat;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.Limits;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FactsListingTest {
  private static final List<Fact> SOME = List.of(Fact.TYPE, Fact.SIZE, Fact.MODIFY, Fact.PERM);

  private final FakeTree tree = new FakeTree();

  private List<String> mlsd(String directory) throws IOException {
    return lines(listings(tree).facts(VirtualPath.of(directory), SOME));
  }

  @Test
  void showsAllEntriesInDirectoryOrder() throws IOException {
    tree.directory("/d").file("/d/b", 12).files("/d/.hidden").directory("/d/a");
    tree.link("/d/l", "b");
    assertThat(mlsd("/d"))
        .containsExactly(
            "Type=file;Size=12;Modify=20200203040506;Perm=adfrw; b",
            "Type=file;Size=1;Modify=20200203040506;Perm=adfrw; .hidden",
            "Type=dir;Modify=20200203040506;Perm=cdeflmp; a",
            "Type=OS.unix=slink;Modify=20200203040506;Perm=adeflrw; l");
  }

  @Test
  void showsTheFactsThatAreWanted() throws IOException {
    tree.file("/b", 12);
    var all = listings(tree);
    assertThat(lines(all.facts(VirtualPath.ROOT, List.of(Fact.SIZE))))
        .containsExactly("Size=12; b");
    assertThat(lines(all.facts(VirtualPath.ROOT, List.of()))).containsExactly(" b");
  }

  @Test
  void streamsHoweverManyThereAre() throws IOException {
    tree.crowd("/", 20_000);
    try (var source = listings(tree).facts(VirtualPath.ROOT, SOME)) {
      var buffer = ByteBuffer.allocate(4096);
      source.fill(buffer);
      assertThat(tree.entryFacts).isLessThan(4096 / 40);
    }
    assertThat(tree.open).isZero();
    assertThat(mlsd("/")).hasSize(20_000).first().asString().endsWith(" f0020000");
  }

  @Test
  void skipsWhatVanishes() throws IOException {
    tree.files("/a", "/b", "/c").vanish("/b");
    assertThat(mlsd("/")).hasSize(2);
  }

  @Test
  void keepsNamesWholeButOnOneLine() throws IOException {
    tree.files("/a; b=c", "/ lead", "/x\r\nType=file; forged");
    assertThat(mlsd("/").stream().map(FactsFormat::parse).map(entry -> entry.orElseThrow().name()))
        .containsExactly("a; b=c", " lead", "x??Type=file; forged");
  }

  @Test
  void refusesBeforeAnyOctet() {
    tree.files("/file");
    assertThatThrownBy(() -> mlsd("/file")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> mlsd("/missing")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> mlsd("/*")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void makesTheLineOfOneFile() throws IOException {
    tree.directory("/d").file("/d/x\ny", 3);
    var facts = tree.facts(VirtualPath.of("/d/x\ny"), LinkHandling.ITSELF);
    assertThat(listings(tree).fact(facts, "/d/x\ny", List.of(Fact.TYPE, Fact.SIZE)))
        .isEqualTo("Type=file;Size=3; /d/x?y");
  }

  static Stream<Arguments> perms() {
    return Stream.of(
        // permissions, file, directory, link, device, root
        arguments(Permission.ALL, "adfrw", "cdeflmp", "adeflrw", "df", "celmp"),
        arguments(Permission.READ_ONLY, "r", "el", "elr", "", "el"),
        arguments(Set.of(LIST), "", "el", "el", "", "el"),
        arguments(Set.of(READ), "r", "", "r", "", ""),
        arguments(Set.of(WRITE), "aw", "c", "aw", "", "c"),
        arguments(Set.of(DELETE), "d", "dp", "d", "d", "p"),
        arguments(Set.of(RENAME), "f", "f", "f", "f", ""),
        arguments(Set.of(CREATE_DIRECTORY), "", "m", "", "", "m"),
        arguments(Set.of(AMEND), "", "", "", "", ""),
        arguments(Set.of(), "", "", "", "", ""));
  }

  @ParameterizedTest
  @MethodSource("perms")
  void saysWhatMayBeTried(
      Set<Permission> permissions,
      String file,
      String directory,
      String link,
      String device,
      String root)
      throws IOException {
    tree.files("/file").directory("/directory").link("/link", "file").device("/device");
    var listings =
        new Listings(
            tree,
            Limits.DEFAULT,
            InstantSource.fixed(Reading.NOW),
            permissions,
            io.ferryftp.protocol.text.WireEncoding.UTF_8);
    var wanted = List.of(Fact.PERM);
    assertThat(lines(listings.facts(VirtualPath.ROOT, wanted)))
        .containsExactly(
            "Perm=" + file + "; file",
            "Perm=" + directory + "; directory",
            "Perm=" + link + "; link",
            "Perm=" + device + "; device");
    assertThat(listings.fact(tree.facts(VirtualPath.ROOT, LinkHandling.ITSELF), "/", wanted))
        .isEqualTo("Perm=" + root + "; /");
  }
}
