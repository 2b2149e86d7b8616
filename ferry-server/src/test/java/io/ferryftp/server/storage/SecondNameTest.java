package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a file system without `RENAME_NOREPLACE` gets instead: its error is what leads here, and no
/// such file system is needed to see what happens then.
@EnabledOnOs(OS.LINUX)
final class SecondNameTest {
  @TempDir Path home;

  private int linked(LinuxFolder folder) throws IOException {
    int target =
        LinuxCalls.openat(
            LinuxCalls.AT_FDCWD, LinuxFolder.octets(home.toString()), LinuxCalls.O_PATH, 0);
    try {
      return folder.linked("old", target, "new");
    } finally {
      LinuxCalls.close(target);
    }
  }

  @Test
  void theFileGetsItsNameWithItsContentAndLosesTheOldOne() throws IOException {
    try (var root = LinuxRoot.open(home.toString(), Symlinks.INSIDE);
        var folder = root.folder(VirtualPath.ROOT)) {
      Files.writeString(home.resolve("old"), "content");
      assertThat(linked(folder)).isZero();
      assertThat(Files.readString(home.resolve("new"))).isEqualTo("content");
      assertThat(home.resolve("old")).doesNotExist();
    }
  }

  @Test
  void aNameThatIsTakenStaysAndWhatOthersAppendedToItToo() throws IOException {
    try (var root = LinuxRoot.open(home.toString(), Symlinks.INSIDE);
        var folder = root.folder(VirtualPath.ROOT)) {
      Files.writeString(home.resolve("old"), "content");
      Files.writeString(home.resolve("new"), "theirs");
      Files.writeString(home.resolve("new"), " and more", StandardOpenOption.APPEND);
      assertThat(linked(folder)).isEqualTo(-LinuxErrors.EEXIST);
      assertThat(Files.readString(home.resolve("new"))).isEqualTo("theirs and more");
      assertThat(Files.readString(home.resolve("old"))).isEqualTo("content");
    }
  }
}
