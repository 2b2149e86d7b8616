package io.ferryftp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Storage;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

/// One account's tree, and short words for what tests do to it.
record TreeBench(FileTree tree) {
  static final String ACCOUNT = "anna";

  /// The tree of [#ACCOUNT].
  static TreeBench of(StorageUnderTest lab) throws IOException {
    return of(lab, ACCOUNT);
  }

  /// The tree of another account with the same home.
  static TreeBench of(StorageUnderTest lab, String account) throws IOException {
    return of(lab.storage(), account, lab.home());
  }

  static TreeBench of(Storage storage, String account, String home) throws IOException {
    return new TreeBench(storage.open(new Account(account, home, Permission.ALL)));
  }

  static VirtualPath path(String text) {
    return VirtualPath.of(text);
  }

  static void fill(Upload upload, String text) throws IOException {
    var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (octets.hasRemaining()) {
      upload.write(octets);
    }
  }

  Upload write(String path, Placement placement) throws IOException {
    return tree.write(path(path), placement);
  }

  void put(String path, String text) throws IOException {
    put(path, text, new Placement.Replace());
  }

  VirtualPath put(String path, String text, Placement placement) throws IOException {
    try (var upload = write(path, placement)) {
      fill(upload, text);
      upload.commit();
      return upload.path();
    }
  }

  /// Loses the peer in the middle of an upload.
  void interrupt(String path, String text, Placement placement) throws IOException {
    try (var upload = write(path, placement)) {
      fill(upload, text);
      upload.suspend();
    }
  }

  void interrupt(String path, String text) throws IOException {
    interrupt(path, text, new Placement.Replace());
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

  void makeDirectory(String path) throws IOException {
    tree.createDirectory(path(path));
  }

  void rename(String from, String to) throws IOException {
    tree.rename(path(from), path(to));
  }

  void deleteFile(String path) throws IOException {
    tree.deleteFile(path(path));
  }

  void deleteDirectory(String path) throws IOException {
    tree.deleteDirectory(path(path));
  }

  /// The names in a directory, sorted; each is listed once.
  List<String> names(String directory) throws IOException {
    var names = new TreeSet<String>();
    try (var entries = tree.list(path(directory))) {
      while (entries.next()) {
        assertTrue(names.add(entries.name()), () -> entries.name() + " is listed twice");
      }
    }
    return List.copyOf(names);
  }

  static void assertMissing(Executable access) {
    assertThrows(NoSuchFileException.class, access);
  }

  /// Does something so many times at once, numbered from 0, and gives the results in this order.
  static <T> List<T> atOnce(int times, Numbered<T> doing)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> all =
          IntStream.range(0, times).<Callable<T>>mapToObj(i -> () -> doing.run(i)).toList();
      var results = new ArrayList<T>();
      for (var one : threads.invokeAll(all)) {
        results.add(one.get());
      }
      return List.copyOf(results);
    }
  }

  /// Something that is done many times.
  @FunctionalInterface
  interface Numbered<T> {
    T run(int number) throws IOException;
  }
}
