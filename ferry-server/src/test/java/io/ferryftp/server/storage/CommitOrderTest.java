package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.fill;
import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is done to the disk in which order, and what is left when any one step fails.
final class CommitOrderTest {
  /// More steps than any operation here has.
  private static final int STEPS = 12;

  @TempDir Path temporary;
  private final List<String> steps = new ArrayList<>();
  private int failing = -1;
  private int failingFrom = Integer.MAX_VALUE;
  private int count;
  private int marksAtCreate;

  private void step(TreeLab[] lab, String step) throws IOException {
    steps.add(step);
    count++;
    if (step.equals("create")) {
      marksAtCreate = lab[0].records("mark").size();
    }
    if (count == failing || count >= failingFrom) {
      throw new IOException("injected at " + step);
    }
  }

  private TreeLab lab(String name, Durability durability) throws IOException {
    Path home = Files.createDirectories(temporary.resolve(name).resolve("home"));
    Path data = temporary.resolve(name).resolve("data");
    var lab = new TreeLab[1];
    lab[0] =
        new TreeLab(
            data,
            home,
            TreeLab.Kind.OPENAT2,
            Symlinks.INSIDE,
            durability,
            root -> new StepRoot(root, step -> step(lab, step)));
    Files.writeString(home.resolve("a"), "old");
    steps.clear();
    count = 0;
    return lab[0];
  }

  private void during(TreeLab lab, Call call) throws IOException {
    steps.clear();
    count = 0;
    call.make(lab);
  }

  private interface Call {
    void make(TreeLab lab) throws IOException;
  }

  @Test
  void contentIsDurableBeforeItsNameAndTheNameBeforeTheEnd() throws IOException {
    try (var lab = lab("strict", Durability.STRICT)) {
      during(lab, it -> it.put("/a", "new"));
      assertThat(steps)
          .containsExactly("create", "write", "mode", "force", "rename", "force directory");
      assertThat(marksAtCreate).as("the mark comes first").isOne();
      during(lab, it -> it.put("/a", "x", new Placement.ResumeAt(1)));
      assertThat(steps).containsExactly("open", "write", "truncate", "force");
      during(lab, it -> it.put("/a", "x", new Placement.Append()));
      assertThat(steps).containsExactly("open", "write", "force");
      during(lab, it -> it.interrupt("/b", "x"));
      assertThat(steps).containsExactly("create", "write", "force", "force directory");
      during(lab, it -> it.tree.createDirectory(path("/d")));
      assertThat(steps).containsExactly("create directory", "force directory");
      during(lab, it -> it.tree.rename(path("/a"), path("/d/a")));
      assertThat(steps).containsExactly("rename", "force directory", "force directory");
      during(lab, it -> it.tree.deleteFile(path("/d/a")));
      assertThat(steps).containsExactly("delete", "force directory");
      during(lab, it -> it.tree.deleteDirectory(path("/d")));
      assertThat(steps).containsExactly("delete directory", "force directory");
    }
  }

  @Test
  void relaxedForcesNothing() throws IOException {
    try (var lab = lab("relaxed", Durability.RELAXED)) {
      during(lab, it -> it.put("/a", "new"));
      assertThat(steps).containsExactly("create", "write", "mode", "rename");
      during(lab, it -> it.interrupt("/b", "x"));
      during(lab, it -> it.tree.createDirectory(path("/d")));
      during(lab, it -> it.put("/a", "x", new Placement.Append()));
      assertThat(steps).doesNotContain("force", "force directory");
    }
  }

  @Test
  void aDirectoryIsMarkedOnce() throws IOException {
    try (var lab = lab("marks", Durability.STRICT)) {
      lab.put("/a", "1");
      lab.put("/b", "2");
      assertThat(lab.records("mark")).hasSize(1);
      lab.restart();
      assertThat(lab.records("mark")).as("a clean stop leaves none").isEmpty();
    }
  }

  /// Things that can go wrong at any step.
  enum Doing {
    REPLACING(lab -> lab.put("/a", "new"), "old", "new"),
    APPENDING_TO_NOTHING(
        lab -> {
          Files.deleteIfExists(lab.home.resolve("a"));
          lab.put("/a", "new", new Placement.Append());
        },
        "",
        "new"),
    RESUMING(
        lab -> {
          Files.deleteIfExists(lab.home.resolve("a"));
          lab.interrupt("/a", "ne");
          lab.put("/a", "w", new Placement.ResumeAt(2));
        },
        "",
        "new");

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Call call;

    private final String before;
    private final String after;

    Doing(Call call, String before, String after) {
      this.call = call;
      this.before = before;
      this.after = after;
    }
  }

  private static String committed(TreeLab lab) throws IOException {
    try {
      return lab.get("/a");
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneFailureLeavesTheOldOrTheNewFileWhole(Doing doing) throws IOException {
    for (int i = 1; i <= STEPS; i++) {
      try (var lab = lab("one" + i, Durability.STRICT)) {
        failing = i;
        boolean done = succeeds(doing, lab);
        failing = -1;
        String failed = steps.isEmpty() ? "" : steps.toString();
        assertThat(committed(lab)).as(failed).isIn(doing.before, doing.after);
        if (done) {
          assertThat(committed(lab)).as(failed).isEqualTo(doing.after);
        }
        if (i > steps.size() || !steps.get(i - 1).equals("delete")) {
          assertThat(lab.hidden()).as(failed).hasSize(lab.records("kept").size());
        }
        lab.crash();
        assertThat(lab.hidden()).as(failed).hasSize(lab.records("kept").size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDiskThatStopsWorkingLeavesTheOldOrTheNewFileWhole(Doing doing) throws IOException {
    for (int i = 1; i <= STEPS; i++) {
      try (var lab = lab("all" + i, Durability.STRICT)) {
        failingFrom = i;
        succeeds(doing, lab);
        failingFrom = Integer.MAX_VALUE;
        assertThat(committed(lab)).as("from step " + i).isIn(doing.before, doing.after);
        lab.crash();
        assertThat(lab.hidden()).as("from step " + i).hasSize(lab.records("kept").size());
      }
    }
  }

  private boolean succeeds(Doing doing, TreeLab lab) {
    try {
      during(lab, doing.call);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFailedSyncIsFinalAndNotTriedAgain() throws IOException {
    try (var lab = lab("sync", Durability.STRICT)) {
      failing = 4;
      try (var upload = lab.tree.write(path("/a"), new Placement.Replace())) {
        fill(upload, "new");
        assertThatThrownBy(upload::commit).hasMessage("injected at force");
        assertThat(upload.isOpen()).isFalse();
        assertThatThrownBy(upload::commit).isInstanceOf(IOException.class);
      }
      assertThat(steps).containsExactly("create", "write", "mode", "force", "delete");
      assertThat(lab.get("/a")).isEqualTo("old");
      assertThat(lab.hidden()).isEmpty();
    }
  }
}
