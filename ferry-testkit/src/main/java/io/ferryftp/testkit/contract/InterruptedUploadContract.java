package io.ferryftp.testkit.contract;

import static io.ferryftp.testkit.contract.TreeBench.assertMissing;
import static io.ferryftp.testkit.contract.TreeBench.fill;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The life of an upload that was suspended. Storage that keeps none is asked for less, and the
/// tests of what it cannot do are skipped.
public interface InterruptedUploadContract extends StorageUnderTest {
  private TreeBench keeping() throws IOException {
    assumeTrue(suspended() == Suspended.KEPT, "this storage keeps no interrupted uploads");
    return TreeBench.of(this);
  }

  @Test
  default void anInterruptedUploadIsNeitherListedNorRead() throws IOException {
    var bench = TreeBench.of(this);
    bench.interrupt("/a", "12345");
    assertEquals(List.of(), bench.names("/"));
    assertMissing(() -> bench.get("/a"));
  }

  @Test
  default void nobodyElseKnowsOfAnInterruptedUpload() throws IOException {
    var bench = TreeBench.of(this);
    bench.interrupt("/a", "12345");
    var other = TreeBench.of(this, "bert");
    assertMissing(() -> other.facts("/a"));
    assertMissing(() -> other.deleteFile("/a"));
    assertThrows(
        OffsetBeyondEndException.class, () -> other.write("/a", new Placement.ResumeAt(5)));
    other.put("/a", "other", new Placement.Append());
    assertEquals("other", bench.get("/a"));
  }

  @Test
  default void anInterruptedUploadIsKeptOrGone() throws IOException {
    var bench = TreeBench.of(this);
    bench.interrupt("/a", "12345");
    switch (suspended()) {
      case KEPT -> assertEquals(5, bench.facts("/a").size());
      case DISCARDED -> {
        assertMissing(() -> bench.facts("/a"));
        assertThrows(
            OffsetBeyondEndException.class, () -> bench.write("/a", new Placement.ResumeAt(5)));
        bench.put("/a", "678", new Placement.Append());
        assertEquals("678", bench.get("/a"));
      }
    }
  }

  @Test
  default void itsAccountLearnsItsNameAndLength() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    assertEquals("a", bench.facts("/a").name());
    assertEquals(5, bench.facts("/a").size());
    assertEquals(5, TreeBench.of(this).facts("/a").size(), "in another session too");
  }

  @Test
  default void itIsResumedAtItsEnd() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    bench.put("/a", "678", new Placement.ResumeAt(5));
    assertEquals("12345678", bench.get("/a"));
  }

  @Test
  default void itIsResumedBeforeItsEnd() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    bench.put("/a", "x", new Placement.ResumeAt(2));
    assertEquals("12x", bench.get("/a"));
  }

  @Test
  default void itIsAppendedTo() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    bench.put("/a", "678", new Placement.Append());
    assertEquals("12345678", bench.get("/a"));
  }

  @Test
  default void itCanBeInterruptedAgain() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12");
    bench.interrupt("/a", "34", new Placement.ResumeAt(2));
    bench.interrupt("/a", "56", new Placement.Append());
    bench.put("/a", "78", new Placement.ResumeAt(6));
    assertEquals("12345678", bench.get("/a"));
  }

  @Test
  default void aResumeBehindItsEndLeavesIt() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    assertThrows(
        OffsetBeyondEndException.class, () -> bench.write("/a", new Placement.ResumeAt(6)));
    assertEquals(5, bench.facts("/a").size());
  }

  @Test
  default void aResumeThatNeverWroteLeavesIt() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    bench.write("/a", new Placement.ResumeAt(3)).close();
    assertEquals(5, bench.facts("/a").size());
    bench.put("/a", "", new Placement.ResumeAt(5));
    assertEquals("12345", bench.get("/a"));
  }

  @Test
  default void aResumeThatIsClosedDiscardsIt() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    try (var upload = bench.write("/a", new Placement.ResumeAt(5))) {
      fill(upload, "6");
    }
    assertMissing(() -> bench.facts("/a"));
  }

  @Test
  default void aNewUploadDiscardsIt() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    bench.put("/a", "new");
    assertEquals("new", bench.get("/a"));
    bench.deleteFile("/a");
    assertMissing(() -> bench.facts("/a"));
  }

  @Test
  default void removingDiscardsIt() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    bench.deleteFile("/a");
    assertMissing(() -> bench.facts("/a"));
    assertMissing(() -> bench.deleteFile("/a"));
  }

  @Test
  default void itNeverShadowsACommittedFile() throws IOException {
    var bench = keeping();
    bench.put("/a", "old");
    bench.interrupt("/a", "newer");
    assertEquals("old", bench.get("/a"));
    assertEquals(3, bench.facts("/a").size());
  }

  @Test
  default void oneOfTwoSessionsResumesIt() throws IOException {
    var bench = keeping();
    bench.interrupt("/a", "12345");
    try (var first = bench.write("/a", new Placement.ResumeAt(5))) {
      var other = TreeBench.of(this);
      assertThrows(
          OffsetBeyondEndException.class, () -> other.write("/a", new Placement.ResumeAt(5)));
      fill(first, "6");
      first.commit();
    }
    assertEquals("123456", bench.get("/a"));
  }

  @Test
  default void theLaterOfTwoIsKept() throws IOException {
    var bench = keeping();
    try (var first = bench.write("/a", new Placement.Replace());
        var second = bench.write("/a", new Placement.Replace())) {
      fill(first, "1");
      fill(second, "22");
      first.suspend();
      second.suspend();
    }
    assertEquals(2, bench.facts("/a").size());
  }

  @Test
  default void itFollowsItsDirectory() throws IOException {
    var bench = keeping();
    bench.makeDirectory("/d");
    bench.makeDirectory("/d/e");
    bench.interrupt("/d/e/a", "12345");
    bench.rename("/d", "/moved");
    assertEquals(5, bench.facts("/moved/e/a").size());
    bench.put("/moved/e/a", "6", new Placement.ResumeAt(5));
    assertEquals("123456", bench.get("/moved/e/a"));
  }

  @Test
  default void itDoesNotKeepItsDirectory() throws IOException {
    var bench = TreeBench.of(this);
    bench.makeDirectory("/d");
    bench.interrupt("/d/a", "12345");
    bench.deleteDirectory("/d");
    assertEquals(List.of(), bench.names("/"));
    bench.makeDirectory("/d");
    assertMissing(() -> bench.facts("/d/a"));
  }

  @Test
  default void anInterruptedResumeKeepsTheCommittedFilesBeginning() throws IOException {
    var bench = TreeBench.of(this);
    bench.put("/a", "0123456789");
    bench.interrupt("/a", "xy", new Placement.ResumeAt(4));
    assertEquals("0123", bench.get("/a").substring(0, 4));
  }

  @Test
  default void nothingIsKeptOfAnUploadThatNeverWrote() throws IOException {
    var bench = TreeBench.of(this);
    try (var upload = bench.write("/a", new Placement.Replace())) {
      upload.suspend();
    }
    assertMissing(() -> bench.facts("/a"));
  }
}
