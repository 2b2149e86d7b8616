package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ferryftp.protocol.file.FileType;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pipes, devices, links under the strict policy, and descriptors.
@EnabledOnOs(OS.LINUX)
final class OddFilesTest {
  @TempDir Path temporary;

  private TreeLab lab(TreeLab.Kind kind, Symlinks symlinks) throws IOException {
    Path home = Files.createDirectories(temporary.resolve("home"));
    return new TreeLab(temporary.resolve("data"), home, kind, symlinks);
  }

  static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TreeLab.Kind.class,
      names = {"OPENAT2", "WALK", "PATH"})
  void aPipeOrADeviceNeverHangs(TreeLab.Kind kind) throws IOException {
    try (var lab = lab(kind, Symlinks.INSIDE)) {
      assumeTrue(run("mkfifo", lab.home.resolve("odd").toString()), "mkfifo is missing");
      neverHangs(lab);
      lab.tree.deleteFile(path("/odd"));
      assumeTrue(
          run("mknod", lab.home.resolve("odd").toString(), "c", "1", "3"), "mknod needs root");
      neverHangs(lab);
      assertThat(lab.names("/")).containsExactly("odd");
    }
  }

  private static void neverHangs(TreeLab lab) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(lab.facts("/odd").type()).isEqualTo(FileType.OTHER);
          assertThatThrownBy(() -> lab.get("/odd")).isInstanceOf(NotAFileException.class);
          for (var placement :
              List.of(new Placement.Replace(), new Placement.Append(), new Placement.ResumeAt(1))) {
            assertThatThrownBy(() -> lab.put("/odd", "x", placement))
                .isInstanceOf(NotAFileException.class);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = TreeLab.Kind.class,
      names = {"OPENAT2", "WALK", "PATH"})
  void noLinkIsFollowedUnderNone(TreeLab.Kind kind) throws IOException {
    try (var lab = lab(kind, Symlinks.NONE)) {
      lab.tree.createDirectory(path("/d"));
      lab.put("/d/f", "inside");
      Files.createSymbolicLink(lab.home.resolve("link"), Path.of("d"));
      Files.createSymbolicLink(lab.home.resolve("file"), Path.of("d/f"));
      for (String name : new String[] {"/link/f", "/file"}) {
        assertThatThrownBy(() -> lab.get(name)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> lab.facts(name)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> lab.put(name, "x")).isInstanceOf(AccessDeniedException.class);
      }
      assertThatThrownBy(() -> lab.names("/link")).isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> lab.tree.createDirectory(path("/link/x")))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> lab.tree.createSymbolicLink(path("/new"), path("/d/f")))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(lab.itself("/link").type()).isEqualTo(FileType.LINK);
      lab.tree.deleteFile(path("/link"));
      assertThat(lab.get("/d/f")).isEqualTo("inside");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TreeLab.Kind.class,
      names = {"OPENAT2", "WALK"})
  void noDescriptorLeaks(TreeLab.Kind kind) throws IOException {
    try (var lab = lab(kind, Symlinks.INSIDE)) {
      lab.tree.createDirectory(path("/d"));
      Files.createSymbolicLink(lab.home.resolve("in"), Path.of("d"));
      Files.createSymbolicLink(lab.home.resolve("out"), Path.of("/"));
      exercise(lab);
      long before = descriptors();
      for (int i = 0; i < 20; i++) {
        exercise(lab);
      }
      assertThat(descriptors()).isEqualTo(before);
      Files.delete(lab.home.resolve("out")); // JUnit would warn of it
    }
  }

  private static long descriptors() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static void exercise(TreeLab lab) throws IOException {
    lab.put("/in/a", "x");
    lab.put("/d/a", "y", new Placement.Append());
    lab.interrupt("/d/b", "y");
    lab.put("/d/b", "y", new Placement.ResumeAt(1));
    lab.tree.write(path("/d/c"), new Placement.Replace()).close();
    lab.get("/in/a");
    lab.names("/in");
    lab.tree.amend(path("/in/a"), new Amendment.Modified(Instant.EPOCH));
    lab.tree.usableSpace(path("/in"));
    lab.tree.createSymbolicLink(path("/in/link"), path("/d/b"));
    lab.tree.deleteFile(path("/d/link"));
    lab.tree.withUmask(0).createDirectory(path("/in/sub"));
    lab.tree.deleteDirectory(path("/d/sub"));
    lab.tree.rename(path("/in/a"), path("/d/z"));
    lab.tree.deleteFile(path("/in/z"));
    for (String bad : new String[] {"/out/x", "/no/x", "/d", "/d/b/x", "/in/no/x"}) {
      assertThatThrownBy(() -> lab.get(bad)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> lab.put(bad, "x")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> lab.put(bad, "x", new Placement.ResumeAt(9)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> lab.names(bad + "/q")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> lab.tree.createSymbolicLink(path(bad + "/q/q"), path(bad)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> lab.tree.rename(path("/d/b"), path(bad)))
          .isInstanceOf(IOException.class);
    }
  }
}
