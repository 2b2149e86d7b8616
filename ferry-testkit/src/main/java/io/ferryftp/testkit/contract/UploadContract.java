package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static io.ferryftp.testkit.contract.TreeBench.fill;
import static io.ferryftp.testkit.contract.TreeBench.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How files come into storage: whole, behind the end, from an offset on, under a new name.
public interface UploadContract extends StorageUnderTest {
  @Test
  default void anEmptyUploadMakesAnEmptyFile() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/empty", "");
    assertEquals(0, bench.facts("/empty").size());
    assertEquals("", bench.get("/empty"));
  }

  @Test
  default void nothingChangesBeforeTheFirstOctet() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "old");
    for (var placement :
        List.of(new Placement.Replace(), new Placement.Append(), new Placement.ResumeAt(1))) {
      bench.write("/a", placement).close();
      assertEquals("old", bench.get("/a"));
    }
    bench.write("/b", new Placement.Replace()).close();
    bench.write("/", new Placement.Unique()).close();
    assertEquals(List.of("a"), bench.names("/"));
  }

  @Test
  default void nobodySeesAnUploadBeforeItsCommit() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/old", "old");
    try (var first = bench.write("/old", new Placement.Replace());
        var second = bench.write("/new", new Placement.Replace())) {
      fill(first, "new and longer");
      fill(second, "x");
      first.prepare();
      assertEquals("old", bench.get("/old"));
      assertEquals(3, bench.facts("/old").size());
      assertMissing(() -> bench.facts("/new"));
      assertMissing(() -> bench.get("/new"));
      assertEquals(List.of("old"), bench.names("/"));
      first.commit();
      second.commit();
    }
    assertEquals("new and longer", bench.get("/old"));
    assertEquals("x", bench.get("/new"));
  }

  @Test
  default void anUploadThatIsClosedIsDiscarded() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/old", "old");
    for (String name : List.of("/old", "/new")) {
      try (var upload = bench.write(name, new Placement.Replace())) {
        fill(upload, "x");
      }
    }
    assertEquals("old", bench.get("/old"));
    assertMissing(() -> bench.facts("/new"));
  }

  @Test
  default void aShorterFileReplacesALongerOne() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.put("/a", "abc");
    assertEquals("abc", bench.get("/a"));
    assertEquals(3, bench.facts("/a").size());
  }

  @Test
  default void whatCannotBeUploadedIsRefusedAtOnce() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/f", "x");
    for (var placement :
        List.of(new Placement.Replace(), new Placement.Append(), new Placement.ResumeAt(1))) {
      assertThrows(NotAFileException.class, () -> bench.write("/d", placement));
      assertThrows(NotAFileException.class, () -> bench.write("/", placement));
      assertMissing(() -> bench.write("/no/f", placement));
      assertThrows(FileSystemException.class, () -> bench.write("/f/f", placement));
    }
    assertMissing(() -> bench.write("/no/f", new Placement.Unique()));
  }

  @Test
  default void anUploadReplacesNoDirectoryMadeMeanwhile() throws IOException {
    var bench = TreeBench.of(this);
    try (var upload = bench.write("/a", new Placement.Replace())) {
      fill(upload, "x");
      bench.makeDirectory("/a");
      assertThrows(IOException.class, upload::commit);
    }
    assertTrue(bench.facts("/a").isDirectory());
    assertEquals(List.of("a"), bench.names("/"));
  }

  @Test
  default void anUploadThatEndedTakesNoMore() throws IOException {
    var bench = TreeBench.of(this);
    try (var upload = bench.write("/a", new Placement.Replace())) {
      assertTrue(upload.isOpen());
      fill(upload, "x");
      upload.commit();
      assertFalse(upload.isOpen());
      assertThrows(ClosedChannelException.class, () -> upload.write(ByteBuffer.wrap(new byte[1])));
      assertThrows(IOException.class, upload::commit);
    }
    assertEquals("x", bench.get("/a"));
  }

  @Test
  default void theSizeIsThatOfTheFileIfItWereCommittedNow() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    assertSize(bench, new Placement.Replace(), 2);
    assertSize(bench, new Placement.Append(), 12);
    assertSize(bench, new Placement.ResumeAt(4), 6);
  }

  private static void assertSize(TreeBench bench, Placement placement, long size)
      throws IOException {
    try (var upload = bench.write("/a", placement)) {
      assertEquals(size - 2, upload.size());
      fill(upload, "xy");
      assertEquals(size, upload.size());
      upload.commit();
    }
    assertEquals(size, bench.facts("/a").size());
    bench.put("/a", "0123456789");
  }

  @Test
  default void appendingGoesBehindTheEndAndMakesAMissingFile() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "one", new Placement.Append());
    bench.put("/a", "two", new Placement.Append());
    assertEquals("onetwo", bench.get("/a"));
  }

  @Test
  default void manyAppendsAtOnceAllCount() throws Exception {
    var bench = TreeBench.of(this);
    TreeBench.atOnce(10, _ -> bench.put("/a", "1234567", new Placement.Append()));
    assertEquals("1234567".repeat(10), bench.get("/a"));
  }

  @Test
  default void resumingKeepsWhatIsBeforeAndEndsWhereTheUploadEnds() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.put("/a", "xy", new Placement.ResumeAt(4));
    assertEquals("0123xy", bench.get("/a"));
    bench.put("/a", "z", new Placement.ResumeAt(6));
    assertEquals("0123xyz", bench.get("/a"));
    bench.put("/a", "whole", new Placement.ResumeAt(0));
    assertEquals("whole", bench.get("/a"));
  }

  @Test
  default void aResumeThatIsNotCommittedChangesNothingBeforeItsOffset() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    try (var upload = bench.write("/a", new Placement.ResumeAt(4))) {
      fill(upload, "x");
    }
    assertTrue(bench.get("/a").startsWith("0123"));
  }

  @Test
  default void aResumeBehindTheEndIsRefused() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    assertThrows(
        OffsetBeyondEndException.class, () -> bench.write("/a", new Placement.ResumeAt(11)));
    assertThrows(
        OffsetBeyondEndException.class, () -> bench.write("/none", new Placement.ResumeAt(1)));
    assertEquals("0123456789", bench.get("/a"));
  }

  @Test
  default void aUniqueNameIsBesideAFileOrInADirectory() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/in");
    bench.put("/in/f", "old");
    var inside = bench.put("/in", "1", new Placement.Unique());
    var beside = bench.put("/in/f", "2", new Placement.Unique());
    assertEquals(path("/in"), inside.parent());
    assertEquals(path("/in"), beside.parent());
    assertNotEquals(path("/in/f"), beside);
    assertEquals("1", bench.get(inside.toString()));
    assertEquals("2", bench.get(beside.toString()));
    assertEquals("old", bench.get("/in/f"));
  }

  @Test
  default void nobodyHasAUniqueNameYet() throws Exception {
    var bench = TreeBench.of(this);
    var paths = TreeBench.atOnce(50, i -> bench.put("/u", "number " + i, new Placement.Unique()));
    assertEquals(50, new HashSet<>(paths).size());
    assertEquals(50, bench.names("/").size());
    for (int i = 0; i < 50; i++) {
      assertEquals("number " + i, bench.get(paths.get(i).toString()));
    }
  }

  @Test
  default void manyUploadsOfOneNameLeaveOneOfThemWhole() throws Exception {
    var bench = TreeBench.of(this);
    TreeBench.atOnce(
        20,
        i -> bench.put("/a", Character.toString('a' + i).repeat(50_000), new Placement.Replace()));
    String left = bench.get("/a");
    assertEquals(left.substring(0, 1).repeat(50_000), left);
    assertEquals(List.of("a"), bench.names("/"));
  }
}
