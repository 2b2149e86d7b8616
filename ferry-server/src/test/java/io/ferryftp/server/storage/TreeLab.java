package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A storage with one home, a clock that stands, and short words for what tests do to a tree.
final class TreeLab implements Closeable {
  static final String ACCOUNT = "anna";

  /// Which implementation is under test.
  enum Kind {
    /// System calls, paths by `openat2`.
    OPENAT2,
    /// System calls, paths name by name.
    WALK,
    /// `java.nio.file` on the disk.
    PATH,
    /// `java.nio.file` in memory.
    MEMORY
  }

  /// Wraps the root under test.
  interface Wrapping {
    Root wrap(Root root);
  }

  final Path data;
  final Path home;
  private final Roots roots;
  private final Durability durability;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private LocalStorage storage;
  FileTree tree;

  /// @param home the directory of the account, which exists
  TreeLab(Path data, Path home, Kind kind, Symlinks symlinks, Durability durability, Wrapping wrap)
      throws IOException {
    this.data = data;
    this.home = home;
    this.durability = durability;
    this.roots = text -> wrap.wrap(open(kind, symlinks, text));
    this.storage = openStorage();
    this.tree = tree(ACCOUNT);
  }

  TreeLab(Path data, Path home, Kind kind, Symlinks symlinks) throws IOException {
    this(data, home, kind, symlinks, Durability.STRICT, root -> root);
  }

  /// A lab in an empty directory of the disk, or in memory.
  static TreeLab start(Kind kind, Path temporary) throws IOException {
    Path base = kind == Kind.MEMORY ? memory().getPath("/base") : temporary;
    Path home = Files.createDirectories(base.resolve("home/anna"));
    return new TreeLab(temporary.resolve("data"), home, kind, Symlinks.INSIDE);
  }

  private static FileSystem memory() {
    return Jimfs.newFileSystem(
        Configuration.unix().toBuilder().setAttributeViews("basic", "posix").build());
  }

  private Root open(Kind kind, Symlinks symlinks, String text) throws IOException {
    return switch (kind) {
      case OPENAT2 -> LinuxRoot.open(text, symlinks, Optional.of(LinuxRoot.Resolution.OPENAT2));
      case WALK -> LinuxRoot.open(text, symlinks, Optional.of(LinuxRoot.Resolution.WALK));
      case PATH -> PathRoot.open(PathNames.absolute(text), symlinks);
      case MEMORY -> PathRoot.open(home, symlinks);
    };
  }

  private LocalStorage openStorage() throws IOException {
    InstantSource clock = () -> now;
    return LocalStorage.open(data, durability, clock, roots);
  }

  /// The tree of another account with the same home.
  FileTree tree(String account) throws IOException {
    return storage.open(new Account(account, PathNames.text(home), Permission.ALL));
  }

  /// A clean stop and a new start.
  void restart() throws IOException {
    storage.close();
    storage = openStorage();
    tree = tree(ACCOUNT);
  }

  /// A new start after a crash: nothing was tidied up.
  void crash() throws IOException {
    storage.abandon();
    storage = openStorage();
    tree = tree(ACCOUNT);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() throws IOException {
    storage.close();
    if (!home.getFileSystem().equals(data.getFileSystem())) {
      home.getFileSystem().close();
    }
  }

  static VirtualPath path(String text) {
    return VirtualPath.of(text);
  }

  static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static void fill(Upload upload, String text) throws IOException {
    ByteBuffer buffer = octets(text);
    while (buffer.hasRemaining()) {
      upload.write(buffer);
    }
  }

  void put(String path, String text) throws IOException {
    put(path, text, new Placement.Replace());
  }

  VirtualPath put(String path, String text, Placement placement) throws IOException {
    return put(tree, path, text, placement);
  }

  static VirtualPath put(FileTree tree, String path, String text, Placement placement)
      throws IOException {
    try (var upload = tree.write(path(path), placement)) {
      fill(upload, text);
      upload.commit();
      return upload.path();
    }
  }

  /// Loses the connection in the middle of an upload.
  void interrupt(String path, String text) throws IOException {
    interrupt(path, text, new Placement.Replace());
  }

  void interrupt(String path, String text, Placement placement) throws IOException {
    try (var upload = tree.write(path(path), placement)) {
      fill(upload, text);
      upload.suspend();
    }
  }

  String get(String path) throws IOException {
    return get(path, 0);
  }

  String get(String path, long offset) throws IOException {
    try (var file = tree.read(path(path), offset);
        var in = Channels.newInputStream(file.channel())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  FileFacts facts(String path) throws IOException {
    return tree.facts(path(path), LinkHandling.FOLLOW);
  }

  FileFacts itself(String path) throws IOException {
    return tree.facts(path(path), LinkHandling.ITSELF);
  }

  /// The names that the tree lists, sorted.
  List<String> names(String directory) throws IOException {
    var names = new TreeSet<String>();
    try (var entries = tree.list(path(directory))) {
      while (entries.next()) {
        assertThat(names.add(entries.name())).isTrue();
      }
    }
    return List.copyOf(names);
  }

  /// The temporary files that are really there.
  List<String> hidden(Path directory) throws IOException {
    var names = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(directory, ".ferry-*")) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  List<String> hidden() throws IOException {
    return hidden(home);
  }

  /// The records of the data directory of a kind.
  List<Path> records(String kind) throws IOException {
    try (var files = Files.list(data.resolve("uploads"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(kind)).toList();
    }
  }
}
