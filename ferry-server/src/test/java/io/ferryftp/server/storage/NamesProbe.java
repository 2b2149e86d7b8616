package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;

import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Does everything to files with hard names; also a program, to be run in any locale.
final class NamesProbe {
  static final String OK = "all names work";

  private static final List<String> NAMES =
      List.of(
          "日本",
          "Ünïcödé",
          WireText.decode(new byte[] {'x', (byte) 0xC3, 0x28, (byte) 0xFF}),
          WireText.decode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
          "a\nb",
          "-rf",
          " leading and trailing ",
          "quote\"'`$(id)",
          "back\\slash",
          "%2e%2e",
          "q?*",
          "~",
          "é",
          "e\u0301",
          "n".repeat(255));

  private NamesProbe() {}

  /// Runs the probe.
  ///
  /// @param arguments an empty directory
  public static void main(String[] arguments) throws IOException {
    for (var kind :
        new TreeLab.Kind[] {TreeLab.Kind.OPENAT2, TreeLab.Kind.WALK, TreeLab.Kind.PATH}) {
      probe(Path.of(arguments[0]).resolve(kind.name()), kind);
    }
    System.out.println(OK);
  }

  static void probe(Path base, TreeLab.Kind kind) throws IOException {
    Files.createDirectories(base);
    Path home = Files.createDirectory(PathNames.child(base, "日本"));
    try (var lab = new TreeLab(base.resolve("data"), home, kind, Symlinks.INSIDE)) {
      for (String name : NAMES) {
        probe(lab, name);
      }
      require(lab.names("/").isEmpty(), "all gone");
    }
  }

  private static void probe(TreeLab lab, String name) throws IOException {
    var directory = path("/").child(name);
    var file = directory.child(name);
    lab.tree.createDirectory(directory);
    require(lab.names("/").equals(List.of(name)), name);
    lab.put(file.toString(), "hi");
    require(lab.get(file.toString()).equals("hi"), name);
    require(lab.names(directory.toString()).equals(List.of(name)), name);
    require(lab.facts(file.toString()).name().equals(name), name);
    lab.tree.amend(file, new Amendment.Modified(Instant.EPOCH));
    lab.put(file.toString(), "!", new Placement.Append());
    var other = directory.child("z");
    lab.tree.rename(file, other);
    lab.tree.rename(other, file);
    lab.tree.deleteFile(file);
    lab.interrupt(file.toString(), "12");
    lab.crash();
    lab.put(file.toString(), "3", new Placement.ResumeAt(2));
    require(lab.get(file.toString()).equals("123"), name);
    lab.tree.deleteFile(file);
    lab.tree.deleteDirectory(directory);
  }

  private static void require(boolean condition, String name) {
    if (!condition) {
      byte[] shown = WireText.printable(name).getBytes(StandardCharsets.US_ASCII);
      throw new AssertionError(new String(shown, StandardCharsets.US_ASCII));
    }
  }
}
