package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static io.ferryftp.testkit.contract.TreeBench.fill;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How pieces of files are replaced: what is outside of them stays as it is.
public interface PieceContract extends StorageUnderTest {
  @Test
  default void aPieceChangesNothingOutsideOfIt() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.put("/a", "xyz", new Placement.Within(2, 4));
    assertEquals("01xyz56789", bench.get("/a"));
    bench.put("/a", "A", new Placement.Within(0, 0));
    bench.put("/a", "Z", new Placement.Within(9, 9));
    assertEquals("A1xyz5678Z", bench.get("/a"));
    assertEquals(List.of("a"), bench.names("/"));
  }

  @Test
  default void aShortPieceLeavesTheRestOfItsRange() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.put("/a", "x", new Placement.Within(2, 7));
    assertEquals("01x3456789", bench.get("/a"));
    bench.put("/a", "", new Placement.Within(2, 7));
    assertEquals("01x3456789", bench.get("/a"));
  }

  @Test
  default void aPieceEndsWithItsFile() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.put("/a", "xy", new Placement.Within(8, Long.MAX_VALUE));
    assertEquals("01234567xy", bench.get("/a"));
    assertTooMuch(bench, new Placement.Within(8, 20), "AAA");
    assertEquals("01234567xy", bench.get("/a"));
  }

  @Test
  default void aPieceThatIsTooLongChangesNothing() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    assertTooMuch(bench, new Placement.Within(2, 4), "wxyz");
    try (var upload = bench.write("/a", new Placement.Within(2, 4))) {
      fill(upload, "xyz");
      assertThrows(SpaceExhaustedException.class, () -> fill(upload, "!"));
      assertThrows(IOException.class, upload::commit);
    }
    assertEquals("0123456789", bench.get("/a"));
    assertEquals(List.of("a"), bench.names("/"));
  }

  private static void assertTooMuch(TreeBench bench, Placement piece, String text) {
    assertThrows(SpaceExhaustedException.class, () -> bench.put("/a", text, piece));
  }

  @Test
  default void aPieceIsNotSeenBeforeItsCommit() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    try (var upload = bench.write("/a", new Placement.Within(2, 4))) {
      fill(upload, "xyz");
      assertEquals(10, upload.size());
      upload.prepare();
      assertEquals("0123456789", bench.get("/a"));
      assertEquals(List.of("a"), bench.names("/"));
    }
    assertEquals("0123456789", bench.get("/a"));
  }

  @Test
  default void aPieceThatIsInterruptedIsDiscarded() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.interrupt("/a", "xyz", new Placement.Within(2, 4));
    assertEquals("0123456789", bench.get("/a"));
    bench.deleteFile("/a");
    assertMissing(() -> bench.facts("/a"));
  }

  @Test
  default void aPieceBelongsToAFile() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.put("/a", "0123456789");
    bench.put("/empty", "");
    bench.interrupt("/kept", "0123");
    var piece = new Placement.Within(0, 0);
    assertMissing(() -> bench.write("/none", piece));
    assertMissing(() -> bench.write("/kept", piece));
    assertThrows(NotAFileException.class, () -> bench.write("/d", piece));
    assertThrows(OffsetBeyondEndException.class, () -> bench.write("/empty", piece));
    assertThrows(
        OffsetBeyondEndException.class, () -> bench.write("/a", new Placement.Within(10, 10)));
    assertThrows(
        OffsetBeyondEndException.class,
        () -> bench.write("/a", new Placement.Within(Long.MAX_VALUE, Long.MAX_VALUE)));
    bench.write("/a", new Placement.Within(9, 10)).close();
  }

  @Test
  default void manyPiecesAtOnceAllCount() throws Exception {
    var bench = TreeBench.of(this);
    bench.put("/a", ".".repeat(20));
    TreeBench.atOnce(
        20, i -> bench.put("/a", Character.toString('a' + i), new Placement.Within(i, i)));
    assertEquals("abcdefghijklmnopqrst", bench.get("/a"));
  }
}
