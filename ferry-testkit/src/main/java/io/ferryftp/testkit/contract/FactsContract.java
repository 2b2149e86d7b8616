package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static io.ferryftp.testkit.contract.TreeBench.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a client changes of what is known about files, and what storage may refuse: then nothing
/// has changed.
public interface FactsContract extends StorageUnderTest {
  /// A time that no test runs at.
  Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

  @Test
  default void aTimeOfCreationStaysWhenTheContentsTimeChanges() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    Optional<Instant> created = bench.facts("/a").created();
    bench.tree().amend(path("/a"), new Amendment.Modified(Instant.parse("2101-01-01T00:00:00Z")));
    assertEquals(created, bench.facts("/a").created());
  }

  @Test
  default void aTimeOfCreationIsSetOrRefused() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    Optional<Instant> before = bench.facts("/a").created();
    var change = new Amendment.Created(LONG_AGO);
    if (bench.tree().settable().contains(Fact.CREATE)) {
      bench.tree().amend(path("/a"), change);
      assertEquals(Optional.of(LONG_AGO), bench.facts("/a").created());
    } else {
      assertThrows(AccessDeniedException.class, () -> bench.tree().amend(path("/a"), change));
      assertEquals(before, bench.facts("/a").created());
    }
  }

  @Test
  default void severalFactsAreChangedAtOnceAndTold() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    assertTrue(bench.tree().settable().contains(Fact.MODIFY));
    var changes = List.<Amendment>of(new Amendment.Modified(LONG_AGO));
    if (bench.tree().settable().contains(Fact.UNIX_MODE)) {
      changes = List.of(new Amendment.Mode(0604), new Amendment.Modified(LONG_AGO));
    }
    var told = bench.tree().amend(path("/a"), changes);
    assertEquals(bench.facts("/a"), told);
    assertEquals(LONG_AGO, told.modified());
    if (changes.size() == 2) {
      assertEquals(0604, told.mode());
    }
    assertMissing(() -> bench.tree().amend(path("/no"), List.of(new Amendment.Modified(LONG_AGO))));
  }

  @Test
  default void severalFactsAreChangedAllOrNone() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "x");
    var before = bench.facts("/a");
    if (!bench.tree().settable().contains(Fact.CREATE)) {
      var changes = List.of(new Amendment.Modified(LONG_AGO), new Amendment.Created(LONG_AGO));
      assertThrows(
          AccessDeniedException.class, () -> bench.tree().amend(path("/a"), List.copyOf(changes)));
    }
    assertEquals(before, bench.facts("/a"));
  }

  @Test
  default void newFilesLackTheBitsOfTheUmaskOrNobodyChooses() throws IOException {
    var bench = TreeBench.of(this);
    if (bench.tree().umask().isEmpty()) {
      assertThrows(AccessDeniedException.class, () -> bench.tree().withUmask(077));
      return;
    }
    bench.put("/old", "x");
    int old = bench.facts("/old").mode();
    for (int umask : new int[] {0, 027, 077, 0777}) {
      FileTree tree = bench.tree().withUmask(umask);
      assertEquals(umask, tree.umask().orElseThrow());
      var other = new TreeBench(tree);
      other.put("/f" + umask, "x");
      other.makeDirectory("/d" + umask);
      assertEquals(0666 & ~umask, bench.facts("/f" + umask).mode());
      assertEquals(0777 & ~umask, bench.facts("/d" + umask).mode() & 0777);
      other.put("/old", "y");
      assertEquals(old, bench.facts("/old").mode(), "a file that is replaced keeps its mode");
    }
    bench.put("/f", "x");
    assertEquals(old, bench.facts("/f").mode(), "the other tree's umask is its own");
  }

  @Test
  default void linksAreMadeOrRefused() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.makeDirectory("/e");
    bench.put("/d/f", "inside");
    bench.interrupt("/d/kept", "half");
    var tree = bench.tree();
    try {
      tree.createSymbolicLink(path("/e/link"), path("/d/f"));
    } catch (AccessDeniedException e) {
      assertEquals(List.of(), bench.names("/e"));
      return;
    }
    assertEquals(FileType.LINK, tree.facts(path("/e/link"), LinkHandling.ITSELF).type());
    assertEquals("inside", bench.get("/e/link"));
    assertMissing(() -> tree.createSymbolicLink(path("/e/other"), path("/d/no")));
    assertMissing(() -> tree.createSymbolicLink(path("/e/other"), path("/d/kept")));
    assertMissing(() -> tree.createSymbolicLink(path("/no/link"), path("/d/f")));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> tree.createSymbolicLink(path("/e/link"), path("/d")));
    tree.createSymbolicLink(path("/up"), path("/d"));
    assertEquals(List.of("f"), bench.names("/up"));
    tree.createSymbolicLink(path("/up/root"), path("/"));
    assertEquals(List.of("d", "e", "up"), bench.names("/d/root"));
    bench.deleteFile("/e/link");
    assertEquals("inside", bench.get("/d/f"));
    assertFalse(bench.names("/e").contains("link"));
  }
}
