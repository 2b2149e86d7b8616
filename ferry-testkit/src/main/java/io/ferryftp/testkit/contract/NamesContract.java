package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ferryftp.storage.NotAFileException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What changes names: making directories, removing, renaming.
public interface NamesContract extends StorageUnderTest {
  @Test
  default void directoriesAreMadeAndRemoved() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.makeDirectory("/d/e");
    assertTrue(bench.facts("/d/e").isDirectory());
    assertEquals(List.of("e"), bench.names("/d"));
    bench.deleteDirectory("/d/e");
    assertEquals(List.of(), bench.names("/d"));
    bench.deleteDirectory("/d");
    assertMissing(() -> bench.facts("/d"));
  }

  @Test
  default void aDirectoryIsNotMadeWhereSomethingIs() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/d/f", "x");
    for (String taken : List.of("/d", "/d/f", "/")) {
      assertThrows(FileAlreadyExistsException.class, () -> bench.makeDirectory(taken));
    }
    assertEquals("x", bench.get("/d/f"));
  }

  @Test
  default void aDirectoryIsNotMadeInNothing() throws IOException {
    var bench = TreeBench.of(this);
    assertMissing(() -> bench.makeDirectory("/no/d"));
    assertEquals(List.of(), bench.names("/"));
  }

  @Test
  default void aDirectoryThatIsNotEmptyStays() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/d/f", "x");
    assertThrows(DirectoryNotEmptyException.class, () -> bench.deleteDirectory("/d"));
    assertEquals("x", bench.get("/d/f"));
  }

  @Test
  default void filesAndDirectoriesAreRemovedEachInItsWay() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/f", "x");
    assertThrows(NotAFileException.class, () -> bench.deleteFile("/d"));
    assertThrows(NotDirectoryException.class, () -> bench.deleteDirectory("/f"));
    assertEquals(List.of("d", "f"), bench.names("/"));
    bench.deleteFile("/f");
    bench.deleteDirectory("/d");
    assertEquals(List.of(), bench.names("/"));
    assertMissing(() -> bench.deleteFile("/f"));
    assertMissing(() -> bench.deleteDirectory("/d"));
  }

  @Test
  default void theRootStaysWhereItIs() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    assertThrows(FileSystemException.class, () -> bench.deleteFile("/"));
    assertThrows(FileSystemException.class, () -> bench.deleteDirectory("/"));
    assertThrows(FileSystemException.class, () -> bench.rename("/", "/x"));
    assertThrows(FileSystemException.class, () -> bench.rename("/d", "/"));
    assertEquals(List.of("d"), bench.names("/"));
  }

  @Test
  default void aFileIsRenamed() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/a", "A");
    bench.rename("/a", "/d/b");
    assertEquals(List.of("d"), bench.names("/"));
    assertEquals("A", bench.get("/d/b"));
    assertEquals("b", bench.facts("/d/b").name());
    assertMissing(() -> bench.facts("/a"));
  }

  @Test
  default void aFileIsRenamedOverAFile() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "A");
    bench.put("/b", "a longer content");
    bench.rename("/a", "/b");
    assertEquals("A", bench.get("/b"));
    assertEquals(List.of("b"), bench.names("/"));
  }

  @Test
  default void aFileRenamedToItselfStays() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "A");
    bench.rename("/a", "/a");
    assertEquals("A", bench.get("/a"));
  }

  @Test
  default void aDirectoryMovesWithAllThatIsInIt() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.makeDirectory("/d/e");
    bench.put("/d/e/f", "x");
    bench.makeDirectory("/other");
    bench.rename("/d", "/other/moved");
    assertEquals("x", bench.get("/other/moved/e/f"));
    assertMissing(() -> bench.facts("/d"));
    assertEquals(List.of("other"), bench.names("/"));
  }

  @Test
  default void aDirectoryReplacesNothing() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.makeDirectory("/empty");
    bench.put("/f", "x");
    for (String taken : List.of("/empty", "/f", "/d")) {
      assertThrows(FileAlreadyExistsException.class, () -> bench.rename("/d", taken));
    }
    assertEquals(List.of("d", "empty", "f"), bench.names("/"));
  }

  @Test
  default void aFileReplacesNoDirectory() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/f", "x");
    assertThrows(FileAlreadyExistsException.class, () -> bench.rename("/f", "/d"));
    assertEquals("x", bench.get("/f"));
    assertTrue(bench.facts("/d").isDirectory());
  }

  @Test
  default void aDirectoryDoesNotMoveIntoItself() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/d/f", "x");
    assertThrows(FileSystemException.class, () -> bench.rename("/d", "/d/e"));
    assertEquals("x", bench.get("/d/f"));
  }

  @Test
  default void nothingIsRenamedIntoNothing() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "A");
    assertMissing(() -> bench.rename("/a", "/no/a"));
    assertEquals("A", bench.get("/a"));
  }

  @Test
  default void oneOfManyMakesTheDirectory() throws Exception {
    var bench = TreeBench.of(this);
    var made =
        TreeBench.atOnce(
            20,
            _ -> {
              try {
                bench.makeDirectory("/d");
                return 1;
              } catch (FileAlreadyExistsException e) {
                return 0;
              }
            });
    assertEquals(1, made.stream().mapToInt(Integer::intValue).sum());
  }
}
