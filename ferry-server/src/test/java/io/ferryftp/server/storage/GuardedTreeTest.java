package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not permitted does not happen, and new names can be shown.
final class GuardedTreeTest {
  /// Every operation and the permission it takes.
  enum Operation {
    FACTS(Permission.LIST, tree -> tree.facts(path("/f"), LinkHandling.FOLLOW)),
    LIST(Permission.LIST, tree -> tree.list(path("/")).close()),
    READ(Permission.READ, tree -> tree.read(path("/f"), 0).close()),
    REPLACE(Permission.WRITE, tree -> tree.write(path("/f"), new Placement.Replace()).close()),
    APPEND(Permission.WRITE, tree -> tree.write(path("/f"), new Placement.Append()).close()),
    SPACE(Permission.WRITE, tree -> tree.usableSpace(path("/"))),
    MAKE(Permission.CREATE_DIRECTORY, tree -> tree.createDirectory(path("/new"))),
    DELETE(Permission.DELETE, tree -> tree.deleteFile(path("/f"))),
    REMOVE(Permission.DELETE, tree -> tree.deleteDirectory(path("/d"))),
    RENAME(Permission.RENAME, tree -> tree.rename(path("/f"), path("/g"))),
    AMEND(Permission.AMEND, tree -> tree.amend(path("/f"), new Amendment.Modified(Instant.EPOCH)));

    private final Permission permission;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Use use;

    Operation(Permission permission, Use use) {
      this.permission = permission;
      this.use = use;
    }
  }

  private interface Use {
    void on(FileTree tree) throws IOException;
  }

  private final TreeLab lab;

  GuardedTreeTest(@TempDir Path temporary) throws IOException {
    lab = TreeLab.start(TreeLab.Kind.PATH, temporary);
  }

  @BeforeEach
  void fill() throws IOException {
    lab.put("/f", "x");
    lab.tree.createDirectory(path("/d"));
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource
  void onePermissionIsEnough(Operation operation) {
    var guarded = new GuardedTree(lab.tree, Set.of(operation.permission));
    assertThatCode(() -> operation.use.on(guarded)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void allOthersAreNotEnough(Operation operation) throws IOException {
    var others = EnumSet.allOf(Permission.class);
    others.remove(operation.permission);
    var guarded = new GuardedTree(lab.tree, others);
    assertThatThrownBy(() -> operation.use.on(guarded)).isInstanceOf(AccessDeniedException.class);
    assertThat(lab.names("/")).containsExactly("d", "f");
    assertThat(lab.get("/f")).isEqualTo("x");
  }

  /// Or the replies would tell which files are there.
  @ParameterizedTest
  @EnumSource(names = {"WRITE", "LIST"})
  void linksTakeTwoPermissions(Permission missing) throws IOException {
    var others = EnumSet.allOf(Permission.class);
    others.remove(missing);
    var guarded = new GuardedTree(lab.tree, others);
    for (String target : List.of("/f", "/missing")) {
      assertThatThrownBy(() -> guarded.createSymbolicLink(path("/link"), path(target)))
          .isInstanceOf(AccessDeniedException.class);
    }
    assertThat(lab.names("/")).containsExactly("d", "f");
    var enough = new GuardedTree(lab.tree, Set.of(Permission.WRITE, Permission.LIST));
    assertThatCode(() -> enough.createSymbolicLink(path("/link"), path("/f")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u001b[2J", "\u0085", "\u007f", "\udcff", "a\u202eb"})
  void newNamesCanBeShown(String name) throws IOException {
    var guarded = new GuardedTree(lab.tree, Permission.ALL);
    VirtualPath odd = VirtualPath.ROOT.child(name);
    assertThatThrownBy(() -> guarded.write(odd, new Placement.Replace()))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> guarded.write(odd, new Placement.Unique()))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> guarded.createDirectory(odd))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> guarded.rename(path("/f"), odd))
        .isInstanceOf(NameRejectedException.class);
    Files.createFile(PathNames.child(lab.home, name));
    guarded.write(odd, new Placement.Replace()).close();
    guarded.rename(odd, path("/fit"));
    assertThat(lab.names("/")).containsExactly("d", "f", "fit");
  }

  @Test
  void namesHaveAtMost255Octets() throws IOException {
    var guarded = new GuardedTree(lab.tree, Permission.ALL);
    TreeLab.put(guarded, "/" + "é".repeat(127), "x", new Placement.Replace());
    assertThatThrownBy(() -> guarded.write(path("/" + "é".repeat(128)), new Placement.Replace()))
        .isInstanceOf(FileSystemException.class);
    TreeLab.put(guarded, "/" + "é".repeat(127), "x", new Placement.Unique());
  }
}
