package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static io.ferryftp.testkit.contract.TreeBench.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a client finds: content, facts, names and listings.
public interface FileContract extends StorageUnderTest {
  @Test
  default void aFileComesBackAsItWentIn() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a.txt", "hello");
    assertEquals("hello", bench.get("/a.txt"));
    String large = "0123456789abcdef!".repeat(100_000);
    bench.put("/large", large);
    assertEquals(large, bench.get("/large"));
  }

  @Test
  default void readingBeginsAtTheOffset() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "hello");
    assertEquals("llo", bench.get("/a", 2));
    assertEquals("", bench.get("/a", 5));
    assertThrows(OffsetBeyondEndException.class, () -> bench.get("/a", 6));
  }

  @Test
  default void factsTellNameTypeAndSize() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/d/a.txt", "hello");
    for (var links : LinkHandling.values()) {
      var file = bench.tree().facts(path("/d/a.txt"), links);
      assertEquals("a.txt", file.name());
      assertEquals(FileType.FILE, file.type());
      assertEquals(5, file.size());
      var directory = bench.tree().facts(path("/d"), links);
      assertEquals("d", directory.name());
      assertEquals(FileType.DIRECTORY, directory.type());
    }
  }

  @Test
  default void anOpenFileTellsItsFacts() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "hello");
    try (var file = bench.tree().read(path("/a"), 3)) {
      assertEquals(bench.facts("/a"), file.facts());
    }
  }

  @Test
  default void theRootIsADirectoryWithoutAName() throws IOException {
    var root = TreeBench.of(this).facts("/");
    assertEquals("", root.name());
    assertTrue(root.isDirectory());
  }

  @Test
  default void whatIsNotThereIsNotFound() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    for (String missing : List.of("/no", "/d/no", "/no/no")) {
      assertMissing(() -> bench.facts(missing));
      assertMissing(() -> bench.get(missing));
      assertMissing(() -> bench.names(missing));
      assertMissing(() -> bench.deleteFile(missing));
      assertMissing(() -> bench.deleteDirectory(missing));
      assertMissing(() -> bench.rename(missing, "/x"));
      assertMissing(() -> bench.tree().amend(path(missing), new Amendment.Modified(Instant.EPOCH)));
    }
  }

  @Test
  default void belowAFileThereIsNothing() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/f", "x");
    assertThrows(FileSystemException.class, () -> bench.facts("/f/x"));
    assertThrows(FileSystemException.class, () -> bench.get("/f/x"));
    assertThrows(FileSystemException.class, () -> bench.put("/f/x", "y"));
    assertThrows(FileSystemException.class, () -> bench.makeDirectory("/f/x"));
    assertThrows(FileSystemException.class, () -> bench.rename("/f", "/f/x"));
    assertEquals("x", bench.get("/f"));
  }

  @Test
  default void filesAndDirectoriesAreReadEachInItsWay() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/f", "x");
    assertThrows(NotAFileException.class, () -> bench.get("/d"));
    assertThrows(NotAFileException.class, () -> bench.get("/"));
    assertThrows(NotDirectoryException.class, () -> bench.names("/f"));
  }

  @Test
  default void aReaderKeepsTheContentThatItOpened() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "old");
    bench.put("/b", "old");
    try (var a = bench.tree().read(path("/a"), 0);
        var b = bench.tree().read(path("/b"), 1)) {
      bench.put("/a", "newer");
      bench.deleteFile("/b");
      assertEquals("old", text(Channels.newInputStream(a.channel()).readAllBytes()));
      assertEquals("ld", text(Channels.newInputStream(b.channel()).readAllBytes()));
    }
    assertEquals("newer", bench.get("/a"));
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Test
  default void namesComeBackAsTheyWentIn() throws IOException {
    var bench = TreeBench.of(this);
    var names = List.of(" a b ", "-r", "...", "%41", "A", "a", "a\\b", "a:b", "~", "ä", "日本", "🚢");
    for (String name : names) {
      bench.put("/" + name, name);
    }
    assertEquals(names.stream().sorted().toList(), bench.names("/"));
    for (String name : names) {
      assertEquals(name, bench.get("/" + name));
    }
  }

  @Test
  default void aNameThatIsNotUnicodeKeepsItsOctetsOrIsRejected() throws IOException {
    var bench = TreeBench.of(this);
    String latin = WireText.decode("M\u00e4rz".getBytes(StandardCharsets.ISO_8859_1));
    try {
      bench.put("/" + latin, "x");
    } catch (NameRejectedException e) {
      assertEquals(List.of(), bench.names("/"));
      return;
    }
    assertEquals(List.of(latin), bench.names("/"));
    assertEquals("x", bench.get("/" + latin));
    assertMissing(() -> bench.get("/März"));
    bench.deleteFile("/" + latin);
    assertEquals(List.of(), bench.names("/"));
  }

  @Test
  default void aNameThatIsTooLongIsRejectedWhenItIsNew() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    String tooLong = "/" + "n".repeat(1 << 16);
    assertMissing(() -> bench.facts(tooLong));
    assertThrows(NameRejectedException.class, () -> bench.put(tooLong, "x"));
    assertThrows(NameRejectedException.class, () -> bench.makeDirectory(tooLong));
    assertThrows(NameRejectedException.class, () -> bench.rename("/a", tooLong));
    assertEquals(List.of("a"), bench.names("/"));
  }

  @Test
  default void aListingHasEveryEntryOnceAndItsFacts() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    var names = IntStream.range(0, 300).mapToObj(i -> "a-longer-name-" + i).sorted().toList();
    for (String name : names) {
      bench.put("/d/" + name, name);
    }
    assertEquals(names, bench.names("/d"));
    assertEquals(List.of("d"), bench.names("/"));
    try (var entries = bench.tree().list(path("/d"))) {
      assertTrue(entries.next());
      var facts = bench.tree().facts(path("/d").child(entries.name()), LinkHandling.ITSELF);
      assertEquals(facts, entries.facts());
    }
  }

  @Test
  default void anEntryThatHasVanishedHasNoFacts() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    try (var entries = bench.tree().list(path("/"))) {
      assertTrue(entries.next());
      bench.deleteFile("/a");
      assertThrows(NoSuchFileException.class, entries::facts);
      assertFalse(entries.next());
    }
  }

  @Test
  default void timesAreSet() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    var time = Instant.parse("2001-02-03T04:05:06Z");
    bench.tree().amend(path("/a"), new Amendment.Modified(time));
    assertEquals(time, bench.facts("/a").modified());
    assertEquals("x", bench.get("/a"));
    bench.put("/a", "y");
    assertTrue(bench.facts("/a").modified().isAfter(time), "new content has a new time");
  }

  @Test
  default void modesAreSetOrRefused() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    int before = bench.facts("/a").mode();
    try {
      bench.tree().amend(path("/a"), new Amendment.Mode(0640));
    } catch (AccessDeniedException e) {
      assertEquals(before, bench.facts("/a").mode());
      return;
    }
    assertEquals(0640, bench.facts("/a").mode());
  }

  @Test
  default void spaceIsKnown() throws IOException {
    var bench = TreeBench.of(this);
    assertTrue(bench.tree().usableSpace(path("/")) >= 0);
    assertMissing(() -> bench.tree().usableSpace(path("/no")));
  }
}
