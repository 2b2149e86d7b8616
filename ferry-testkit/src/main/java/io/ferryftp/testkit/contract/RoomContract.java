package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static io.ferryftp.testkit.contract.TreeBench.fill;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ferryftp.storage.Placement;
import io.ferryftp.storage.SpaceExhaustedException;
import io.ferryftp.storage.Storage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What happens when there is no room: a chapter for storage that can be made small.
public interface RoomContract extends StorageUnderTest {
  /// A storage that has room for some files, but not for a MiB: the same one whenever it is asked
  /// for during a test, with a [#home] that is empty at the beginning of each test.
  Storage smallStorage() throws IOException;

  private TreeBench small() throws IOException {
    return TreeBench.of(smallStorage(), TreeBench.ACCOUNT, home());
  }

  @Test
  default void whatHasNoRoomLeavesTheOldFileWhole() throws IOException {
    var bench = small();
    bench.put("/a", "old");
    assertThrows(SpaceExhaustedException.class, () -> tooMuch(bench, "/a"));
    assertThrows(SpaceExhaustedException.class, () -> tooMuch(bench, "/b"));
    assertEquals("old", bench.get("/a"));
    assertMissing(() -> bench.facts("/b"));
  }

  @Test
  default void whatHadNoRoomTakesNone() throws IOException {
    var bench = small();
    try (var upload = bench.write("/a", new Placement.Replace())) {
      String piece = "x".repeat(100);
      assertThrows(
          SpaceExhaustedException.class,
          () -> {
            for (int octets = 0; octets <= 1 << 20; octets += piece.length()) {
              fill(upload, piece);
            }
          });
      bench.put("/b", "while the other is still open");
    }
    assertEquals("while the other is still open", bench.get("/b"));
  }

  private static void tooMuch(TreeBench bench, String path) throws IOException {
    bench.put(path, "x".repeat(1 << 20));
  }
}
