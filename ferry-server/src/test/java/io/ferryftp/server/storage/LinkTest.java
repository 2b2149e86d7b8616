package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.file.FileType;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Links that stay inside are followed; the others lead nowhere.
@ParameterizedClass(name = "{0}")
@EnumSource(TreeLab.Kind.class)
final class LinkTest {
  private final TreeLab lab;

  LinkTest(TreeLab.Kind kind, @TempDir Path temporary) throws IOException {
    lab = TreeLab.start(kind, temporary);
  }

  @AfterEach
  void close() throws IOException {
    Files.deleteIfExists(lab.home.resolve("top")); // JUnit would warn of it
    lab.close();
  }

  private void link(String name, String target) throws IOException {
    Path link = lab.home.resolve(name);
    Files.createSymbolicLink(link, link.getFileSystem().getPath(target));
  }

  private Path outside() {
    return lab.home.resolveSibling("outside");
  }

  @BeforeEach
  void makeLinks() throws IOException {
    Files.createDirectories(outside());
    Files.writeString(outside().resolve("canary"), "SECRET");
    Files.createDirectories(lab.home.resolve("d/e"));
    Files.writeString(lab.home.resolve("d/e/f"), "inside");
    link("d/up", "../d/e");
    link("absolute", lab.home + "/d/e");
    link("out", outside().toString());
    link("d/out", "../../outside");
    link("above", "..");
    link("loop", "loop");
    link("near", lab.home + "x");
    link("top", "/");
    link("file", "d/e/f");
    link("file-out", outside() + "/canary");
    link("dangling", "d/e/new");
    link("self", ".");
    for (int i = 0; i < 9; i++) {
      link("c" + i, i == 0 ? "d" : "c" + (i - 1));
    }
  }

  @Test
  void linksInsideAreFollowed() throws IOException {
    for (String name : new String[] {"d/up/f", "absolute/f", "file", "self/d/e/f", "c7/e/f"}) {
      assertThat(lab.get("/" + name)).as(name).isEqualTo("inside");
    }
    assertThat(lab.names("/d/up")).containsExactly("f");
    assertThat(lab.facts("/absolute").type()).isEqualTo(FileType.DIRECTORY);
    lab.put("/d/up/g", "new");
    assertThat(lab.get("/d/e/g")).isEqualTo("new");
    lab.tree.createDirectory(path("/absolute/sub"));
    assertThat(lab.facts("/d/e/sub").isDirectory()).isTrue();
  }

  @Test
  void linksOutLeadNowhere() {
    String[] names = {
      "out/canary",
      "d/out/canary",
      "above/outside/canary",
      "loop",
      "near",
      "top/etc/hostname",
      "file-out",
      "c8/e/f",
      "dangling"
    };
    for (String name : names) {
      String path = "/" + name;
      assertThatThrownBy(() -> lab.get(path)).as(name).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> lab.facts(path)).as(name).isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> lab.names("/out")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.names("/above")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void nothingIsChangedThroughLinksOut() throws IOException {
    assertThatThrownBy(() -> lab.put("/out/evil", "x")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.put("/file-out", "x")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.put("/file-out", "x", new Placement.Append()))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.createDirectory(path("/out/evil")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.deleteFile(path("/out/canary")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/d/e/f"), path("/out/evil")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/out/canary"), path("/mine")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.amend(path("/file-out"), new Amendment.Mode(0777)))
        .isInstanceOf(NoSuchFileException.class);
    try (var files = Files.list(outside())) {
      assertThat(files).hasSize(1);
    }
    assertThat(Files.readString(outside().resolve("canary"))).isEqualTo("SECRET");
  }

  @Test
  void uploadsGoToTheTargetOfALink() throws IOException {
    lab.put("/file", "changed");
    assertThat(lab.get("/d/e/f")).isEqualTo("changed");
    assertThat(lab.itself("/file").type()).isEqualTo(FileType.LINK);
    lab.put("/dangling", "made");
    assertThat(lab.get("/d/e/new")).isEqualTo("made");
    lab.put("/file", "!", new Placement.Append());
    assertThat(lab.get("/d/e/f")).isEqualTo("changed!");
  }

  @Test
  void aLinkItselfIsToldRemovedAndRenamed() throws IOException {
    assertThat(lab.itself("/file-out").type()).isEqualTo(FileType.LINK);
    assertThat(lab.itself("/file").linkTarget()).contains("d/e/f");
    lab.tree.rename(path("/file-out"), path("/d/renamed"));
    assertThat(lab.itself("/d/renamed").type()).isEqualTo(FileType.LINK);
    lab.tree.deleteFile(path("/d/renamed"));
    lab.tree.deleteFile(path("/out"));
    assertThat(Files.exists(lab.home.resolve("out"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(Files.readString(outside().resolve("canary"))).isEqualTo("SECRET");
    lab.put("/plain", "p");
    lab.tree.rename(path("/plain"), path("/file"));
    assertThat(lab.itself("/file").type()).isEqualTo(FileType.FILE);
    assertThat(lab.get("/d/e/f")).isEqualTo("inside");
  }

  @Test
  void aFileIsNoDirectory() {
    assertThatThrownBy(() -> lab.get("/d/e/f/g")).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> lab.get("/file/g")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void aNewLinkIsCountedFromWhereItReallyIs() throws IOException {
    lab.tree.createSymbolicLink(path("/d/up/new"), path("/d/e/f"));
    assertThat(lab.itself("/d/e/new").linkTarget()).contains("f");
    assertThat(lab.get("/d/up/new")).isEqualTo("inside");
    lab.tree.createSymbolicLink(path("/self/d/home"), path("/"));
    assertThat(lab.itself("/d/home").linkTarget()).contains("..");
    assertThat(lab.get("/d/home/d/e/f")).isEqualTo("inside");
    lab.tree.createSymbolicLink(path("/again"), path("/absolute/f"));
    assertThat(lab.get("/again")).isEqualTo("inside");
  }

  @Test
  void noNewLinkLeadsOut() throws IOException {
    for (String target : new String[] {"/out/canary", "/file-out", "/above", "/top/etc", "/loop"}) {
      assertThatThrownBy(() -> lab.tree.createSymbolicLink(path("/link"), path(target)))
          .as(target)
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> lab.tree.createSymbolicLink(path("/out/link"), path("/d")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(
            () -> lab.tree.createSymbolicLink(path("/.ferry-0123456789abcdef"), path("/d")))
        .isInstanceOf(NameRejectedException.class);
    assertThat(Files.exists(lab.home.resolve("link"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    try (var files = Files.list(outside())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aNewLinkTakesNoNameThatThereIs() {
    for (String taken : new String[] {"/d", "/file", "/dangling", "/"}) {
      assertThatThrownBy(() -> lab.tree.createSymbolicLink(path(taken), path("/d")))
          .as(taken)
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void namesOfLinksMayBeOdd() throws IOException {
    lab.tree.createDirectory(path("/日本 %41?"));
    lab.put("/日本 %41?/ä\"b", "odd");
    lab.tree.createSymbolicLink(path("/d/ö ?"), path("/日本 %41?/ä\"b"));
    assertThat(lab.get("/d/ö ?")).isEqualTo("odd");
  }
}
