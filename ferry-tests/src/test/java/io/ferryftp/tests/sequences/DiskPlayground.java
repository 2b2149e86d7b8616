package io.ferryftp.tests.sequences;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A directory of this machine.
record DiskPlayground(Path directory) implements Playground {
  @Override
  public void reset(Map<String, Optional<String>> tree) throws IOException {
    for (Path path : below()) {
      Files.delete(path);
    }
    for (var entry : tree.entrySet()) {
      Path path = directory.resolve(text(entry.getKey().substring(1)));
      if (entry.getValue().isPresent()) {
        Files.write(path, entry.getValue().get().getBytes(ISO_8859_1));
      } else {
        Files.createDirectory(path);
      }
    }
  }

  @Override
  public boolean hasLinks() {
    return true;
  }

  @Override
  public Map<String, Optional<String>> contents() throws IOException {
    var tree = new TreeMap<String, Optional<String>>();
    for (Path path : below()) {
      String name = "/" + Step.octets(directory.relativize(path).toString());
      if (Files.isSymbolicLink(path)) {
        String target = Files.readSymbolicLink(path).toString();
        tree.put(name + " -> " + Step.octets(target), Optional.empty());
      } else if (Files.isDirectory(path)) {
        tree.put(name, Optional.empty());
      } else {
        tree.put(name, Optional.of(new String(Files.readAllBytes(path), ISO_8859_1)));
      }
    }
    return tree;
  }

  /// Everything but the directory itself, what is deepest first.
  private List<Path> below() throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(path -> !path.equals(directory)).sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static String text(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }
}
