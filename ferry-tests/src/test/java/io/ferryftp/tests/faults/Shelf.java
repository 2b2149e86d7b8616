package io.ferryftp.tests.faults;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Storage;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The files of one run, as they are and not as a session is told: seen past all faults, by another
/// account.
final class Shelf {
  /// The content of `/old`.
  static final byte[] OLD = SampleFile.content(1, 5 * Pieces.USUAL + 1);

  /// The content of `/text`.
  static final byte[] TEXT =
      "one\ntwo\n\nthree\n".repeat(1500).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final FileTree tree;

  private Shelf(FileTree tree) {
    this.tree = tree;
  }

  /// A home with `/old`, `/text`, the directory `/d` of three files, and `/empty`.
  static Shelf filled(Storage storage, String home) throws IOException {
    var shelf = new Shelf(storage.open(new Account("inspector", home, Permission.ALL)));
    shelf.put("/old", OLD);
    shelf.put("/text", TEXT);
    shelf.tree.createDirectory(VirtualPath.of("/d"));
    shelf.tree.createDirectory(VirtualPath.of("/empty"));
    for (String name : new String[] {"a", "b", "c"}) {
      shelf.put("/d/" + name, new byte[] {1});
    }
    return shelf;
  }

  private void put(String path, byte[] content) throws IOException {
    try (var upload = tree.write(VirtualPath.of(path), new Placement.Replace())) {
      var octets = ByteBuffer.wrap(content);
      while (octets.hasRemaining()) {
        upload.write(octets);
      }
      upload.commit();
    }
  }

  /// The content of a file; empty if there is none.
  Optional<byte[]> content(String path) throws IOException {
    try (var file = tree.read(VirtualPath.of(path), 0);
        var in = Channels.newInputStream(file.channel())) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Whether a file has this content.
  boolean has(String path, byte[] octets) throws IOException {
    return content(path).filter(found -> Arrays.equals(found, octets)).isPresent();
  }

  boolean exists(String path) throws IOException {
    try {
      tree.facts(VirtualPath.of(path), LinkHandling.ITSELF);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  Instant modified(String path) throws IOException {
    return tree.facts(VirtualPath.of(path), LinkHandling.ITSELF).modified();
  }

  /// The permission bits.
  int mode(String path) throws IOException {
    return tree.facts(VirtualPath.of(path), LinkHandling.ITSELF).mode() & 0777;
  }

  Set<String> names(String directory) throws IOException {
    var names = new TreeSet<String>();
    try (var entries = tree.list(VirtualPath.of(directory))) {
      while (entries.next()) {
        names.add(entries.name());
      }
    }
    return names;
  }
}
