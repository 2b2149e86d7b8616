package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.fill;
import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Data directory, start-up, crashes and full disks.
@EnabledOnOs(OS.LINUX)
final class LocalStorageTest {
  @TempDir Path temporary;

  private LocalStorage open(String data) throws IOException {
    return LocalStorage.open(temporary.resolve(data), Symlinks.INSIDE, Durability.STRICT);
  }

  private static FileTree tree(LocalStorage storage, Path home) throws IOException {
    return storage.open(new Account(TreeLab.ACCOUNT, home.toString(), Permission.ALL));
  }

  @Test
  void theDataDirectoryIsMadeForItsOwnerAndLocked() throws IOException {
    Path data = temporary.resolve("deep/data");
    try (var storage = open("deep/data")) {
      assertThat(Files.getPosixFilePermissions(data))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(storage.notice()).isEmpty();
      assertThatThrownBy(() -> open("deep/data"))
          .isInstanceOf(DataInUseException.class)
          .hasMessageContaining(data.toString());
    }
    open("deep/data").close();
  }

  @Test
  void anOpenDataDirectoryIsNotTightened() throws IOException {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    open("data").close();
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aHomeHasToBeADirectory() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "x");
    try (var storage = open("data")) {
      assertThatThrownBy(() -> tree(storage, temporary.resolve("none")))
          .isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> tree(storage, file)).isInstanceOf(NotDirectoryException.class);
    }
  }

  @Test
  void aKilledServerLeavesOnlyWhatCanBeResumed() throws IOException, InterruptedException {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Path data = temporary.resolve("data");
    Process child =
        ChildJava.command(CrashProbe.class, data.toString(), home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo(CrashProbe.READY);
      assertThatThrownBy(() -> open("data")).isInstanceOf(DataInUseException.class);
      assertThat(leftovers(home)).isEqualTo(2);
    } finally {
      child.destroyForcibly().waitFor();
    }
    Files.writeString(home.resolve("d/.ferry-zzzzzz0123456789"), "another instance's");
    try (var storage = open("data")) {
      var tree = tree(storage, home);
      assertThat(leftovers(home)).isEqualTo(2);
      assertThat(tree.facts(path("/d/kept"), LinkHandling.FOLLOW).size()).isEqualTo(13);
      assertThatThrownBy(() -> tree.facts(path("/d/open"), LinkHandling.FOLLOW))
          .isInstanceOf(NoSuchFileException.class);
      TreeLab.put(tree, "/d/kept", "!", new Placement.ResumeAt(13));
    }
    assertThat(home.resolve("d/kept")).hasContent("to be resumed!");
    assertThat(leftovers(home)).isEqualTo(1);
  }

  private static long leftovers(Path home) throws IOException {
    try (var files = Files.list(home.resolve("d"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".ferry-")).count();
    }
  }

  @Test
  void aHomeThatIsAwayKeepsItsMarks() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Path away = temporary.resolve("away");
    var storage = open("data");
    var upload = tree(storage, home).write(path("/a"), new Placement.Replace());
    fill(upload, "x");
    storage.abandon();
    Files.move(home, away);
    open("data").abandon();
    Files.move(away, home);
    open("data").close();
    try (var files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFullDiskIsToldAndFreedAgain() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("small"));
    assumeTrue(
        OddFilesTest.run("mount", "-t", "tmpfs", "-o", "size=1m", "none", home.toString()),
        "mounting a small tmpfs needs root");
    try (var storage = open("data")) {
      var tree = tree(storage, home);
      TreeLab.put(tree, "/a", "old", new Placement.Replace());
      long before = tree.usableSpace(path("/"));
      try (var upload = tree.write(path("/a"), new Placement.Replace())) {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 64; i++) {
                    upload.write(ByteBuffer.allocate(64 * 1024));
                  }
                })
            .isInstanceOf(SpaceExhaustedException.class);
        assertThat(tree.usableSpace(path("/"))).isEqualTo(before);
        upload.suspend();
      }
      assertThat(home.resolve("a")).hasContent("old");
      try (var files = Files.list(home)) {
        assertThat(files).hasSize(1);
      }
    } finally {
      assertThat(OddFilesTest.run("umount", home.toString())).isTrue();
    }
  }

  @Test
  void anotherDeviceIsAClearRefusal() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Path other = Files.createDirectory(home.resolve("other"));
    assumeTrue(
        OddFilesTest.run("mount", "-t", "tmpfs", "none", other.toString()),
        "mounting a tmpfs needs root");
    try (var storage = open("data")) {
      var tree = tree(storage, home);
      TreeLab.put(tree, "/a", "x", new Placement.Replace());
      assertThatThrownBy(() -> tree.rename(path("/a"), path("/other/a")))
          .hasMessageContaining("another device");
      assertThat(home.resolve("a")).hasContent("x");
    } finally {
      assertThat(OddFilesTest.run("umount", other.toString())).isTrue();
    }
  }
}
