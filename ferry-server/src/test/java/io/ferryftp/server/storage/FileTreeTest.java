package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every tree does, whatever it is made of.
@ParameterizedClass(name = "{0}")
@EnumSource(TreeLab.Kind.class)
final class FileTreeTest {
  private final TreeLab.Kind kind;
  private final TreeLab lab;

  FileTreeTest(TreeLab.Kind kind, @TempDir Path temporary) throws IOException {
    this.kind = kind;
    lab = TreeLab.start(kind, temporary);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void aFileComesBackAsItWentIn() throws IOException {
    lab.put("/a.txt", "hello");
    assertThat(lab.get("/a.txt")).isEqualTo("hello");
    assertThat(lab.get("/a.txt", 2)).isEqualTo("llo");
    assertThat(lab.get("/a.txt", 5)).isEmpty();
    assertThatThrownBy(() -> lab.get("/a.txt", 6)).isInstanceOf(OffsetBeyondEndException.class);
    assertThat(lab.facts("/a.txt").size()).isEqualTo(5);
    assertThat(lab.facts("/a.txt").type()).isEqualTo(FileType.FILE);
    assertThat(lab.facts("/a.txt").name()).isEqualTo("a.txt");
    assertThat(lab.facts("/").name()).isEmpty();
    assertThat(lab.facts("/").isDirectory()).isTrue();
    assertThat(lab.hidden()).isEmpty();
  }

  @Test
  void directoriesAreMadeAndRemoved() throws IOException {
    lab.tree.createDirectory(path("/d"));
    lab.tree.createDirectory(path("/d/e"));
    assertThat(lab.facts("/d/e").isDirectory()).isTrue();
    assertThatThrownBy(() -> lab.tree.createDirectory(path("/d")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> lab.tree.createDirectory(path("/")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> lab.tree.createDirectory(path("/no/d")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.deleteDirectory(path("/d")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> lab.tree.deleteFile(path("/d"))).isInstanceOf(NotAFileException.class);
    lab.put("/f", "x");
    assertThatThrownBy(() -> lab.tree.deleteDirectory(path("/f")))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> lab.tree.deleteDirectory(path("/")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> lab.tree.deleteFile(path("/")))
        .isInstanceOf(AccessDeniedException.class);
    lab.tree.deleteDirectory(path("/d/e"));
    lab.tree.deleteFile(path("/f"));
    assertThat(lab.names("/")).containsExactly("d");
    assertThatThrownBy(() -> lab.tree.deleteFile(path("/f")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void filesAreRenamedOverFiles() throws IOException {
    lab.put("/a", "A");
    lab.put("/b", "B");
    lab.tree.createDirectory(path("/d"));
    lab.tree.rename(path("/a"), path("/b"));
    assertThat(lab.get("/b")).isEqualTo("A");
    lab.tree.rename(path("/b"), path("/d/c"));
    assertThat(lab.names("/")).containsExactly("d");
    assertThat(lab.names("/d")).containsExactly("c");
    lab.tree.rename(path("/d/c"), path("/d/c"));
    assertThat(lab.get("/d/c")).isEqualTo("A");
    assertThatThrownBy(() -> lab.tree.rename(path("/d/c"), path("/d")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/no"), path("/x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/d"), path("/")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/"), path("/x")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void directoriesAreRenamedButNotIntoThemselves() throws IOException {
    lab.tree.createDirectory(path("/d"));
    lab.tree.createDirectory(path("/e"));
    lab.put("/d/f", "x");
    lab.put("/g", "x");
    assertThatThrownBy(() -> lab.tree.rename(path("/d"), path("/d/x")))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/d"), path("/d")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/d"), path("/e")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/d"), path("/g")))
        .isInstanceOf(FileAlreadyExistsException.class);
    lab.tree.rename(path("/d"), path("/e/d"));
    assertThat(lab.get("/e/d/f")).isEqualTo("x");
  }

  @Test
  void timesAndModesAreSet() throws IOException {
    lab.put("/a", "x");
    var time = Instant.parse("2001-02-03T04:05:06Z");
    lab.tree.amend(path("/a"), new Amendment.Modified(time));
    lab.tree.amend(path("/a"), new Amendment.Mode(0640));
    assertThat(lab.facts("/a").modified()).isEqualTo(time);
    assertThat(lab.facts("/a").mode()).isEqualTo(0640);
    lab.tree.amend(path("/"), new Amendment.Modified(time));
    assertThat(lab.facts("/").modified()).isEqualTo(time);
    assertThatThrownBy(() -> lab.tree.amend(path("/no"), new Amendment.Mode(0640)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void timesOfCreationAreToldAndSetWhereTheyCanBe() throws IOException {
    lab.put("/a", "x");
    var time = Instant.parse("2001-02-03T04:05:06Z");
    assertThat(lab.facts("/a").created()).isPresent();
    if (kind == TreeLab.Kind.MEMORY) {
      assertThat(lab.tree.settable()).contains(Fact.CREATE);
      lab.tree.amend(path("/a"), new Amendment.Created(time));
      assertThat(lab.facts("/a").created()).contains(time);
    } else {
      assertThat(lab.tree.settable()).doesNotContain(Fact.CREATE);
      assertThatThrownBy(() -> lab.tree.amend(path("/a"), new Amendment.Created(time)))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() ->
              lab.tree.amend(
                  path("/a"),
                  List.of(
                      new Amendment.Mode(0600),
                      new Amendment.Modified(time),
                      new Amendment.Created(time))))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(lab.facts("/a").mode()).isNotEqualTo(0600);
      assertThat(lab.facts("/a").modified()).isNotEqualTo(time);
    }
  }

  @Test
  void ownersAreToldByName() throws IOException {
    lab.put("/a", "x");
    PosixFileAttributes found =
        Files.readAttributes(lab.home.resolve("a"), PosixFileAttributes.class);
    var ownership = lab.facts("/a").ownership();
    assertThat(ownership.owner()).contains(found.owner().getName());
    assertThat(ownership.group()).contains(found.group().getName());
  }

  @Test
  void aUmaskIsOfOneTreeAndSurvivesNoOther() throws IOException {
    FileTree tree = lab.tree.withUmask(027);
    tree.createDirectory(path("/d"));
    TreeLab.put(tree, "/d/f", "x", new Placement.Replace());
    assertThat(lab.facts("/d").mode()).isEqualTo(0750);
    assertThat(lab.facts("/d/f").mode()).isEqualTo(0640);
    assertThat(tree.umask()).hasValue(027);
    assertThat(lab.tree.umask()).isPresent().isNotEqualTo(tree.umask());
  }

  @Test
  void temporaryNamesDoNotExistForClients() throws IOException {
    String name = ".ferry-0123456789abcdef";
    Files.writeString(lab.home.resolve(name), "x");
    Files.createSymbolicLink(lab.home.resolve("link"), lab.home.resolve(name));
    lab.put("/.ferry-config", "x");
    assertThat(lab.names("/")).containsExactly(".ferry-config", "link");
    String path = "/" + name;
    assertThatThrownBy(() -> lab.get(path)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.facts(path)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.deleteFile(path(path)))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.rename(path(path), path("/x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.put(path, "y")).isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> lab.put(path.replace("ferry", "FERRY"), "y"))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> lab.put("/link", "y")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.createDirectory(path(path)))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> lab.tree.rename(path("/.ferry-config"), path(path)))
        .isInstanceOf(NameRejectedException.class);
  }

  @Test
  void spaceIsKnown() throws IOException {
    assertThat(lab.tree.usableSpace(path("/"))).isPositive();
  }

  @Test
  void listingsTellFacts() throws IOException {
    lab.put("/a", "12345");
    try (var entries = lab.tree.list(path("/"))) {
      assertThat(entries.next()).isTrue();
      assertThat(entries.name()).isEqualTo("a");
      assertThat(entries.facts()).isEqualTo(lab.itself("/a"));
      assertThat(entries.next()).isFalse();
    }
    assertThatThrownBy(() -> lab.tree.list(path("/a"))).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> lab.tree.list(path("/no"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void manyEntriesAreAllListed() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      Files.createFile(lab.home.resolve("a-somewhat-longer-name-" + i));
    }
    assertThat(lab.names("/")).hasSize(3_000);
  }
}
