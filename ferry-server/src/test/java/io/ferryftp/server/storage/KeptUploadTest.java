package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.fill;
import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The life of an interrupted upload.
@ParameterizedClass(name = "{0}")
@EnumSource(TreeLab.Kind.class)
final class KeptUploadTest {
  private final TreeLab lab;

  KeptUploadTest(TreeLab.Kind kind, @TempDir Path temporary) throws IOException {
    lab = TreeLab.start(kind, temporary);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void itsAccountLearnsItsLengthAndNobodyElseDoes() throws IOException {
    lab.interrupt("/a", "12345");
    assertThat(lab.facts("/a").size()).isEqualTo(5);
    assertThat(lab.facts("/a").name()).isEqualTo("a");
    assertThat(lab.itself("/a").size()).isEqualTo(5);
    assertThat(lab.names("/")).isEmpty();
    assertThatThrownBy(() -> lab.get("/a")).isInstanceOf(NoSuchFileException.class);
    var other = lab.tree("bert");
    assertThatThrownBy(() -> other.facts(path("/a"), LinkHandling.FOLLOW))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> other.write(path("/a"), new Placement.ResumeAt(5)))
        .isInstanceOf(OffsetBeyondEndException.class);
    assertThatThrownBy(() -> other.deleteFile(path("/a"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void itIsResumedAtItsEnd() throws IOException {
    lab.interrupt("/a", "12345");
    lab.put("/a", "678", new Placement.ResumeAt(5));
    assertThat(lab.get("/a")).isEqualTo("12345678");
    assertNothingIsLeft();
  }

  @Test
  void itIsResumedBeforeItsEnd() throws IOException {
    lab.interrupt("/a", "12345");
    lab.put("/a", "x", new Placement.ResumeAt(2));
    assertThat(lab.get("/a")).isEqualTo("12x");
    assertNothingIsLeft();
  }

  @Test
  void itIsAppendedTo() throws IOException {
    lab.interrupt("/a", "12345");
    lab.put("/a", "678", new Placement.Append());
    assertThat(lab.get("/a")).isEqualTo("12345678");
    assertNothingIsLeft();
  }

  @Test
  void itCanBeInterruptedAgain() throws IOException {
    lab.interrupt("/a", "12");
    lab.interrupt("/a", "34", new Placement.ResumeAt(2));
    lab.crash();
    lab.interrupt("/a", "56", new Placement.Append());
    assertThat(lab.records("kept")).hasSize(1);
    lab.put("/a", "78", new Placement.ResumeAt(6));
    assertThat(lab.get("/a")).isEqualTo("12345678");
    assertNothingIsLeft();
  }

  @Test
  void aResumeBeyondItsEndLeavesIt() throws IOException {
    lab.interrupt("/a", "12345");
    assertThatThrownBy(() -> lab.tree.write(path("/a"), new Placement.ResumeAt(6)))
        .isInstanceOf(OffsetBeyondEndException.class);
    assertThat(lab.facts("/a").size()).isEqualTo(5);
  }

  @Test
  void aResumeThatNeverWroteLeavesIt() throws IOException {
    lab.interrupt("/a", "12345");
    lab.tree.write(path("/a"), new Placement.ResumeAt(3)).close();
    assertThat(lab.facts("/a").size()).isEqualTo(5);
    lab.put("/a", "", new Placement.ResumeAt(5));
    assertThat(lab.get("/a")).isEqualTo("12345");
  }

  @Test
  void aResumeThatIsAbortedDiscardsIt() throws IOException {
    lab.interrupt("/a", "12345");
    try (var upload = lab.tree.write(path("/a"), new Placement.ResumeAt(5))) {
      fill(upload, "6");
    }
    assertThatThrownBy(() -> lab.facts("/a")).isInstanceOf(NoSuchFileException.class);
    assertNothingIsLeft();
  }

  @Test
  void aNewUploadDiscardsIt() throws IOException {
    lab.interrupt("/a", "12345");
    lab.put("/a", "new");
    assertThat(lab.get("/a")).isEqualTo("new");
    assertNothingIsLeft();
  }

  @Test
  void deletingDiscardsIt() throws IOException {
    lab.interrupt("/a", "12345");
    lab.tree.deleteFile(path("/a"));
    assertThatThrownBy(() -> lab.facts("/a")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.deleteFile(path("/a")))
        .isInstanceOf(NoSuchFileException.class);
    assertNothingIsLeft();
  }

  @Test
  void aCommittedFileIsNeverShadowed() throws IOException {
    lab.put("/a", "old");
    lab.interrupt("/a", "newer");
    assertThat(lab.get("/a")).isEqualTo("old");
    assertThat(lab.facts("/a").size()).isEqualTo(3);
    assertNothingIsLeft();
  }

  @Test
  void oneOfTwoSessionsGetsIt() throws IOException {
    lab.interrupt("/a", "12345");
    try (var first = lab.tree.write(path("/a"), new Placement.ResumeAt(5))) {
      assertThatThrownBy(
              () -> lab.tree(TreeLab.ACCOUNT).write(path("/a"), new Placement.ResumeAt(5)))
          .isInstanceOf(OffsetBeyondEndException.class);
      fill(first, "6");
      first.commit();
    }
    assertThat(lab.get("/a")).isEqualTo("123456");
  }

  @Test
  void theLaterOfTwoInterruptedIsKept() throws IOException {
    try (var first = lab.tree.write(path("/a"), new Placement.Replace());
        var second = lab.tree.write(path("/a"), new Placement.Replace())) {
      fill(first, "1");
      fill(second, "22");
      first.suspend();
      second.suspend();
    }
    assertThat(lab.facts("/a").size()).isEqualTo(2);
    assertThat(lab.hidden()).hasSize(1);
    assertThat(lab.records("kept")).hasSize(1);
  }

  @Test
  void itSurvivesAStopAndACrash() throws IOException {
    lab.tree.createDirectory(path("/d"));
    lab.interrupt("/d/a", "12345");
    lab.restart();
    assertThat(lab.facts("/d/a").size()).isEqualTo(5);
    lab.crash();
    assertThat(lab.facts("/d/a").size()).isEqualTo(5);
    lab.put("/d/a", "6", new Placement.ResumeAt(5));
    assertThat(lab.get("/d/a")).isEqualTo("123456");
    lab.crash();
    assertThat(lab.hidden(lab.home.resolve("d"))).isEmpty();
    assertThat(lab.records("kept")).isEmpty();
  }

  @Test
  void itsTimeIsADay() throws IOException {
    lab.interrupt("/a", "12345");
    lab.pass(Duration.ofHours(24));
    assertThat(lab.facts("/a").size()).isEqualTo(5);
    lab.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> lab.facts("/a")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.write(path("/a"), new Placement.ResumeAt(5)))
        .isInstanceOf(OffsetBeyondEndException.class);
    assertNothingIsLeft();
  }

  @Test
  void oldOnesGoAtTheNextStart() throws IOException {
    lab.interrupt("/a", "12345");
    lab.pass(Duration.ofHours(25));
    lab.restart();
    assertNothingIsLeft();
    assertThat(lab.records("mark")).isEmpty();
  }

  @Test
  void itFollowsItsDirectory() throws IOException {
    lab.tree.createDirectory(path("/d"));
    lab.tree.createDirectory(path("/d/e"));
    lab.interrupt("/d/e/a", "12345");
    lab.tree.rename(path("/d"), path("/moved"));
    assertThat(lab.facts("/moved/e/a").size()).isEqualTo(5);
    lab.crash();
    lab.put("/moved/e/a", "6", new Placement.ResumeAt(5));
    assertThat(lab.get("/moved/e/a")).isEqualTo("123456");
  }

  @Test
  void itDoesNotKeepItsDirectory() throws IOException {
    lab.tree.createDirectory(path("/d"));
    lab.interrupt("/d/a", "12345");
    lab.tree.deleteDirectory(path("/d"));
    assertThat(lab.names("/")).isEmpty();
    assertThat(lab.records("kept")).isEmpty();
  }

  @Test
  void anInterruptedResumeInPlaceKeepsWhatCame() throws IOException {
    lab.put("/a", "0123456789");
    lab.interrupt("/a", "xy", new Placement.ResumeAt(4));
    assertThat(lab.get("/a")).isEqualTo("0123xy6789");
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(lab.hidden()).isEmpty();
    assertThat(lab.records("kept")).isEmpty();
  }
}
