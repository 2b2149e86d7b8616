package io.ferryftp.tests.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A tree of files that several sessions share: what is where, and the reply codes of changing it.
public final class Files {
  private static final Node DIRECTORY = new Node(Optional.empty(), "*");
  private final TreeMap<String, Node> nodes = new TreeMap<>();

  /// @param content empty for a directory
  /// @param modified as MDTM writes it
  record Node(Optional<String> content, String modified) {}

  /// A root, and what is given by path: contents, empty for directories.
  public Files(Map<String, Optional<String>> contents) {
    nodes.put("/", DIRECTORY);
    contents.forEach((path, content) -> nodes.put(path, new Node(content, "*")));
  }

  /// The content of every file and, empty, every directory, by path.
  public Map<String, Optional<String>> contents() {
    var all = new TreeMap<String, Optional<String>>();
    nodes.forEach((path, node) -> all.put(path, node.content));
    return all;
  }

  /// The absolute path that a pathname means in a directory.
  static String resolve(String directory, String pathname) {
    var names = new ArrayDeque<String>();
    for (String name :
        (pathname.startsWith("/") ? pathname : directory + "/" + pathname).split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  static String parent(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  Optional<Node> find(String path) {
    return Optional.ofNullable(nodes.get(path));
  }

  Optional<String> content(String path) {
    return find(path).flatMap(Node::content);
  }

  boolean isDirectory(String path) {
    return find(path).filter(node -> node.content.isEmpty()).isPresent();
  }

  /// Whether the way to a path leads through a file.
  boolean isBelowFile(String path) {
    return !path.equals("/") && (content(parent(path)).isPresent() || isBelowFile(parent(path)));
  }

  List<String> names(String directory) {
    return nodes.keySet().stream()
        .filter(path -> !path.equals("/") && parent(path).equals(directory))
        .map(Files::name)
        .toList();
  }

  /// Whether something new may have the name: UTF-8, 255 octets, nothing that steers a terminal.
  static boolean fits(String name) {
    try {
      String text =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(name.getBytes(ISO_8859_1))).toString();
      return name.length() <= 255 && !text.matches("(?s).*[\\p{Cc}\u202A-\u202E\u2066-\u2069].*");
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// Why no upload may go to a path; 0 if it may.
  int refusal(String path) {
    if (!fits(name(path)) && find(path).isEmpty()) {
      return isBelowFile(path) ? 550 : 553;
    }
    return isDirectory(path) || !isDirectory(parent(path)) ? 550 : 0;
  }

  void put(String path, String content) {
    nodes.put(path, new Node(Optional.of(content), "*"));
  }

  int makeDirectory(String path) {
    if (!fits(name(path))) {
      return 553;
    }
    if (find(path).isPresent() || !isDirectory(parent(path))) {
      return 550;
    }
    nodes.put(path, DIRECTORY);
    return 257;
  }

  int removeDirectory(String path) {
    boolean may = isDirectory(path) && names(path).isEmpty() && !path.equals("/");
    return may && nodes.remove(path) != null ? 250 : 550;
  }

  int delete(String path) {
    return content(path).isPresent() && nodes.remove(path) != null ? 250 : 550;
  }

  int rename(String from, String to) {
    if (!fits(name(to)) && find(to).isEmpty()) {
      return isBelowFile(to) ? 550 : 553;
    }
    if (find(from).isEmpty() || from.equals("/") || to.equals("/") || !isDirectory(parent(to))) {
      return 550;
    }
    if (isDirectory(from) && to.startsWith(from + "/")) {
      return 553;
    }
    if (find(to).isPresent() && (isDirectory(from) || isDirectory(to))) {
      return 550;
    }
    for (String path : List.copyOf(nodes.keySet())) {
      if (path.equals(from) || path.startsWith(from + "/")) {
        nodes.put(to + path.substring(from.length()), nodes.remove(path));
      }
    }
    return 250;
  }

  /// Sets a file's time; that of a directory changes with its entries.
  void modify(String path, String time) {
    nodes.computeIfPresent(
        path, (_, old) -> old.content.isEmpty() ? old : new Node(old.content, time));
  }
}
