package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A local user swaps directories and files for links while a client works: nothing outside is read
/// or changed. The same race must lead out of a check that is made before the use, or this test
/// tests nothing.
@EnabledOnOs(OS.LINUX)
final class SymlinkRaceTest {
  private static final int OPERATIONS = Boolean.getBoolean("ferry.long") ? 1_000_000 : 20_000;
  private static final int CONTROL_OPERATIONS = 2_000_000;
  private static final int RENAME_EXCHANGE = 2;
  private static final Instant CANARY_TIME = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir Path temporary;
  private Path home = Path.of("");
  private Path outside = Path.of("");
  private final AtomicBoolean stop = new AtomicBoolean();
  private Thread flipper = new Thread();

  @BeforeEach
  void startFlipping() throws IOException {
    home = Files.createDirectories(temporary.resolve("home"));
    outside = temporary.resolve("outside");
    for (Path directory : new Path[] {outside, home.resolve("d"), home.resolve("other")}) {
      String text = directory.equals(outside) ? "SECRET" : "inside";
      Files.createDirectories(directory);
      for (String name : new String[] {"f", "canary", "mark"}) {
        Files.writeString(directory.resolve(name), text);
      }
    }
    Files.delete(home.resolve("d/mark"));
    Files.delete(home.resolve("other/mark"));
    Files.setLastModifiedTime(outside.resolve("f"), FileTime.from(CANARY_TIME));
    Files.writeString(home.resolve("g"), "inside");
    Files.createDirectories(home.resolve("x"));
    Files.createSymbolicLink(home.resolve("d.out"), outside);
    Files.createSymbolicLink(home.resolve("d.in"), Path.of("other"));
    Files.createSymbolicLink(home.resolve("g.out"), outside.resolve("canary"));
    flipper = new Thread(this::flip, "flipper");
    flipper.start();
  }

  private void flip() {
    int root =
        LinuxCalls.openat(
            LinuxCalls.AT_FDCWD,
            home.toString().getBytes(StandardCharsets.UTF_8),
            LinuxCalls.O_PATH | LinuxCalls.O_DIRECTORY,
            0);
    while (!stop.get()) {
      exchange(root, "d", "d.out");
      exchange(root, "g", "g.out");
      exchange(root, "d", "d.out");
      exchange(root, "g", "g.out");
      exchange(root, "d", "d.in");
      exchange(root, "d", "d.in");
    }
    LinuxCalls.close(root);
  }

  private static void exchange(int root, String one, String other) {
    LinuxNames.renameat2(
        root,
        one.getBytes(StandardCharsets.UTF_8),
        root,
        other.getBytes(StandardCharsets.UTF_8),
        RENAME_EXCHANGE);
  }

  @AfterEach
  void stopFlipping() throws InterruptedException {
    stop.set(true);
    flipper.join();
  }

  private boolean isOutsideWhole() throws IOException {
    try (var files = Files.list(outside)) {
      return files.count() == 3
          && Files.readString(outside.resolve("canary")).equals("SECRET")
          && Files.readString(outside.resolve("f")).equals("SECRET")
          && Files.getLastModifiedTime(outside.resolve("f")).toInstant().equals(CANARY_TIME);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TreeLab.Kind.class,
      names = {"OPENAT2", "WALK"})
  void nothingLeadsOut(TreeLab.Kind kind) throws IOException {
    var random = new Random(20260301);
    int served = 0;
    try (var lab =
        new TreeLab(
            temporary.resolve("data"),
            home,
            kind,
            Symlinks.INSIDE,
            Durability.RELAXED,
            root -> root)) {
      for (int i = 0; i < OPERATIONS; i++) {
        try {
          operate(lab, random.nextInt(9), "n" + i);
          served++;
        } catch (IOException e) {
          assertThat(e).hasMessageNotContaining("outside");
        }
      }
    }
    stop.set(true);
    assertThat(isOutsideWhole()).isTrue();
    assertThat(served).as("operations that met no link").isGreaterThan(OPERATIONS / 50);
  }

  private static void operate(TreeLab lab, int kind, String name) throws IOException {
    switch (kind) {
      case 0 -> assertThat(lab.get("/d/f")).doesNotContain("SECRET");
      case 1 -> assertThat(lab.get("/g")).doesNotContain("SECRET");
      case 2 -> lab.put("/d/" + name, "x");
      case 3 -> lab.tree.createDirectory(path("/d/" + name));
      case 4 -> {
        lab.put("/x/" + name, "x");
        lab.tree.rename(path("/x/" + name), path("/d/" + name));
      }
      case 5 -> lab.tree.deleteFile(path("/d/canary"));
      case 6 -> lab.tree.amend(path("/d/f"), new Amendment.Modified(Instant.EPOCH));
      case 7 -> lab.put("/g", "inside", new Placement.Append());
      default -> assertThat(lab.names("/d")).doesNotContain("mark");
    }
  }

  @Test
  void aCheckBeforeTheUseLeadsOut() throws IOException {
    boolean escaped = false;
    for (int i = 0; i < CONTROL_OPERATIONS && !escaped; i++) {
      try {
        Path file = home.resolve("d/f");
        if (!file.toRealPath().startsWith(home.toRealPath())) {
          throw new NoSuchFileException("d/f");
        }
        escaped = Files.readString(file).equals("SECRET");
      } catch (IOException e) {
        assertThat(e).isNotNull(); // refused, or gone at that moment
      }
    }
    assertThat(escaped).as("the race is too slow to show anything").isTrue();
  }
}
