package io.ferryftp.testkit;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The files of a [TestFtpServer], to arrange them before a test and to look at them after it. It
/// sees what every client sees, is refused nothing, and knows nobody's interrupted uploads.
///
/// Paths are those of clients, from `/`. Every failure of storage is an [UncheckedIOException].
public final class TestFiles {
  private final FileTree tree;

  TestFiles(FileTree tree) {
    this.tree = tree;
  }

  @FunctionalInterface
  private interface Access<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(Access<T> access) {
    try {
      return access.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives a file this content; makes it, and the directories on its way, if they are missing.
  public void put(String path, byte[] content) {
    VirtualPath file = VirtualPath.of(path);
    unchecked(() -> {
      makeDirectories(file.parent());
      try (var upload = tree.write(file, new Placement.Replace())) {
        var octets = ByteBuffer.wrap(content);
        while (octets.hasRemaining()) {
          upload.write(octets);
        }
        upload.commit();
      }
      return file;
    });
  }

  /// Gives a file this text, in UTF-8, in the same way.
  public void put(String path, String text) {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The content of a file, empty if there is no such file.
  public Optional<byte[]> content(String path) {
    return unchecked(() -> {
      try (var file = tree.read(VirtualPath.of(path), 0);
          var in = Channels.newInputStream(file.channel())) {
        return Optional.of(in.readAllBytes());
      } catch (NoSuchFileException | NotAFileException | NotDirectoryException e) {
        return Optional.empty();
      }
    });
  }

  /// The text of a file in UTF-8, empty if there is no such file.
  public Optional<String> text(String path) {
    return content(path).map(octets -> new String(octets, StandardCharsets.UTF_8));
  }

  /// Whether there is a file or directory.
  public boolean exists(String path) {
    return facts(path).isPresent();
  }

  /// The facts of a file or directory, empty if there is none.
  public Optional<FileFacts> facts(String path) {
    VirtualPath asked = VirtualPath.of(path);
    return unchecked(() -> facts(asked));
  }

  private Optional<FileFacts> facts(VirtualPath path) throws IOException {
    try {
      return Optional.of(tree.facts(path, LinkHandling.ITSELF));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  /// The names in a directory, sorted.
  public List<String> names(String directory) {
    return unchecked(() -> names(VirtualPath.of(directory)));
  }

  private List<String> names(VirtualPath directory) throws IOException {
    var names = new TreeSet<String>();
    try (var entries = tree.list(directory)) {
      while (entries.next()) {
        names.add(entries.name());
      }
    }
    return List.copyOf(names);
  }

  /// Makes a directory, and those on its way, if they are missing.
  public void makeDirectory(String path) {
    unchecked(() -> {
      makeDirectories(VirtualPath.of(path));
      return path;
    });
  }

  private void makeDirectories(VirtualPath directory) throws IOException {
    var at = VirtualPath.ROOT;
    for (String name : directory.names()) {
      at = at.child(name);
      if (facts(at).isEmpty()) {
        tree.createDirectory(at);
      }
    }
  }

  /// Removes a file, or a directory with everything in it; there need not be one.
  public void delete(String path) {
    VirtualPath target = VirtualPath.of(path);
    unchecked(() -> {
      delete(target);
      return target;
    });
  }

  private void delete(VirtualPath target) throws IOException {
    var left = new ArrayDeque<VirtualPath>(List.of(target));
    while (!left.isEmpty()) {
      VirtualPath path = left.peek();
      Optional<FileFacts> facts = facts(path);
      List<String> names =
          facts.filter(FileFacts::isDirectory).isPresent() ? names(path) : List.of();
      if (!names.isEmpty()) {
        names.forEach(name -> left.push(path.child(name)));
        continue;
      }
      left.pop();
      if (facts.isPresent() && !path.isRoot()) {
        remove(path, facts.get());
      }
    }
  }

  private void remove(VirtualPath path, FileFacts facts) throws IOException {
    if (facts.isDirectory()) {
      tree.deleteDirectory(path);
    } else {
      tree.deleteFile(path);
    }
  }

  /// Removes everything.
  public void clear() {
    delete("/");
  }

  /// The same files with all that storage can do.
  public FileTree tree() {
    return tree;
  }
}
