package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
  @TempDir Path temporary;
  private Path base;
  private Path served;

  @BeforeEach
  void serve() throws Exception {
    base = temporary.toRealPath();
    served = Files.createDirectory(base.resolve("served"));
  }

  @Test
  void theDefaultIsCreatedOnceWithAWelcomeFile() throws Exception {
    Path standard = base.resolve("ferry-files");
    assertThat(ServedDirectory.orCreate(standard).path()).isEqualTo(standard);
    Path welcome = standard.resolve(WelcomeFile.NAME);
    assertThat(welcome).isNotEmptyFile();
    Files.delete(welcome);
    ServedDirectory.orCreate(standard);
    assertThat(welcome).doesNotExist();
  }

  @Test
  void aNamedDirectoryIsNotCreated() {
    Path missing = base.resolve("it is missing");
    assertThatThrownBy(() -> ServedDirectory.given("serve", missing))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("mkdir -p '" + missing + "'");
    assertThat(missing).doesNotExist();
  }

  @Test
  void aFileIsNotADirectory() throws Exception {
    Path file = Files.createFile(base.resolve("file"));
    assertThatThrownBy(() -> ServedDirectory.given("--anonymous", file))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("--anonymous: ");
  }

  @Test
  void aHomeIsTheRealPathInOctets() throws Exception {
    Path directory = Files.createDirectory(base.resolve("ü 日本 %41"));
    Path link = Files.createSymbolicLink(base.resolve("link"), directory);
    assertThat(ServedDirectory.given("serve", link).home()).isEqualTo(base + "/ü 日本 %41");
    assertThat(new ServedDirectory(Path.of("/")).home()).isEqualTo("/");
  }

  @Test
  void dataMustNotBeServed() throws Exception {
    Path link = Files.createSymbolicLink(base.resolve("link"), served);
    for (Path data :
        List.of(
            served,
            served.resolve("data"),
            served.resolve("not/there/yet"),
            base.resolve("other/../served/data"),
            link.resolve("data"),
            base)) {
      assertThatThrownBy(() -> DataDirectory.apart(data, List.of(served)))
          .as(data.toString())
          .isInstanceOf(MistakeException.class)
          .hasMessageContaining("served directory " + served)
          .hasMessageContaining("--data DIR");
    }
    assertThat(DataDirectory.apart(base.resolve("served-data"), List.of(served)))
        .isEqualTo(base.resolve("served-data"));
    assertThat(DataDirectory.apart(served.resolve("../data"), List.of(served)))
        .isEqualTo(base.resolve("data"));
  }

  @Test
  void dataIsADirectory() throws Exception {
    Path file = Files.createFile(base.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.apart(file, List.of(served)))
        .isInstanceOf(MistakeException.class);
  }

  @Test
  void stateBelongsToTheUser() {
    UnixUser user = UnixUser.current(Map.of("HOME", "/home/anna"));
    assertThat(user.home()).isEqualTo(Path.of("/home/anna"));
    assertThat(DataDirectory.standard(new UnixUser(UnixUser.Kind.ORDINARY, user.home())))
        .isEqualTo(Path.of("/home/anna/.local/state/ferry"));
    assertThat(DataDirectory.standard(new UnixUser(UnixUser.Kind.ROOT, user.home())))
        .isEqualTo(Path.of("/var/lib/ferry"));
  }
}
