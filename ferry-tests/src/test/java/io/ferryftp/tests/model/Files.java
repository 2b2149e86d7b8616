package io.ferryftp.tests.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A tree of files that several sessions share: what is where, and the reply codes of changing it.
/// A path is what a client says, so links may be on its way; where it leads is for this class alone
/// to know.
public final class Files {
  /// In one path; behind as many there is nothing.
  private static final int MOST_LINKS = 8;

  private static final Node DIRECTORY = new Node('d', "", Map.of());
  private final TreeMap<String, Node> nodes = new TreeMap<>();

  /// @param kind `-`, `d` or `l`
  /// @param text content of a file, target of a link
  /// @param facts that somebody has set: of others nobody can foresee what they are
  record Node(char kind, String text, Map<String, String> facts) {
    String fact(String name) {
      return facts.getOrDefault(name, "*");
    }
  }

  private enum Last {
    FOLLOWED,
    ITSELF
  }

  /// A root, and what is given by path: contents, empty for directories.
  public Files(Map<String, Optional<String>> contents) {
    nodes.put("/", DIRECTORY);
    contents.forEach((path, content) ->
        nodes.put(path, content.map(text -> new Node('-', text, Map.of())).orElse(DIRECTORY)));
  }

  /// The content of every file and, empty, every directory, by path; and as `path -> target`,
  /// empty, every link.
  public Map<String, Optional<String>> contents() {
    var all = new TreeMap<String, Optional<String>>();
    nodes.forEach((path, node) ->
        all.put(
            node.kind == 'l' ? path + " -> " + node.text : path,
            node.kind == '-' ? Optional.of(node.text) : Optional.empty()));
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

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  /// The path without links; only its last name may be missing.
  private Optional<String> real(String path, Last last) {
    var todo = new ArrayDeque<>(parts(path));
    String done = "/";
    int links = 0;
    while (!todo.isEmpty()) {
      String name = todo.pop();
      if (name.equals("..")) {
        if (done.equals("/")) {
          return Optional.empty();
        }
        done = parent(done);
      } else if (!name.equals(".")) {
        if (!nodes.containsKey(done) || nodes.get(done).kind != 'd') {
          return Optional.empty();
        }
        String next = resolve(done, name);
        Node node = nodes.getOrDefault(next, DIRECTORY);
        if (node.kind == 'l' && !(todo.isEmpty() && last == Last.ITSELF)) {
          links++;
          if (links > MOST_LINKS) {
            return Optional.empty();
          }
          parts(node.text).reversed().forEach(todo::push);
        } else {
          done = next;
        }
      }
    }
    return Optional.of(done);
  }

  /// What a path leads to.
  Optional<Node> find(String path) {
    return real(path, Last.FOLLOWED).map(nodes::get);
  }

  /// What a path names, which may be a link.
  Optional<Node> itself(String path) {
    return real(path, Last.ITSELF).map(nodes::get);
  }

  /// What a path leads to, if that is a file.
  public Optional<String> content(String path) {
    return find(path).filter(node -> node.kind == '-').map(Node::text);
  }

  boolean isDirectory(String path) {
    return find(path).filter(node -> node.kind == 'd').isPresent();
  }

  /// Whether the way to a path leads through a file.
  boolean isBelowFile(String path) {
    return !path.equals("/") && (content(parent(path)).isPresent() || isBelowFile(parent(path)));
  }

  List<String> names(String directory) {
    String real = real(directory, Last.FOLLOWED).orElseThrow();
    return nodes.keySet().stream()
        .filter(path -> !path.equals("/") && parent(path).equals(real))
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
    if (!fits(name(path)) && itself(path).isEmpty()) {
      return isBelowFile(path) ? 550 : 553;
    }
    return isDirectory(path) || real(path, Last.FOLLOWED).isEmpty() ? 550 : 0;
  }

  /// A file that is there keeps its permission bits.
  ///
  /// @param mode of one that is not there yet, if it can be foreseen
  void put(String path, String content, Optional<Integer> mode) {
    Optional<Node> old = find(path);
    var facts = new HashMap<>(old.map(Node::facts).orElse(mode(mode)));
    facts.keySet().retainAll(List.of("UNIX.mode"));
    nodes.put(real(path, Last.FOLLOWED).orElseThrow(), new Node('-', content, facts));
  }

  private static Map<String, String> mode(Optional<Integer> bits) {
    return bits.map(some -> Map.of("UNIX.mode", "%04o".formatted(some))).orElse(Map.of());
  }

  int makeDirectory(String path, Optional<Integer> mode) {
    int refusal = refusalOfNew(path);
    if (refusal == 0) {
      nodes.put(real(path, Last.ITSELF).orElseThrow(), new Node('d', "", mode(mode)));
    }
    return refusal == 0 ? 257 : refusal;
  }

  private int refusalOfNew(String path) {
    boolean free = itself(path).isEmpty() && isDirectory(parent(path));
    return !fits(name(path)) ? 553 : free ? 0 : 550;
  }

  /// A link says what it means from where it really is.
  ///
  /// @param target where there is something
  int makeLink(String path, String target) {
    int refusal = find(target).isEmpty() && fits(name(path)) ? 550 : refusalOfNew(path);
    if (refusal == 0) {
      String real = real(path, Last.ITSELF).orElseThrow();
      var up = new ArrayDeque<>(parts(parent(real)));
      var down = new ArrayDeque<>(parts(target));
      while (!up.isEmpty() && !down.isEmpty() && up.peek().equals(down.peek())) {
        up.pop();
        down.pop();
      }
      up.forEach(_ -> down.push(".."));
      nodes.put(real, new Node('l', down.isEmpty() ? "." : String.join("/", down), Map.of()));
    }
    return refusal == 0 ? 200 : refusal;
  }

  int removeDirectory(String path) {
    boolean may = itself(path).filter(node -> node.kind == 'd').isPresent() && !path.equals("/");
    return may && names(path).isEmpty() ? remove(path) : 550;
  }

  int delete(String path) {
    return itself(path).filter(node -> node.kind != 'd').isPresent() ? remove(path) : 550;
  }

  private int remove(String path) {
    nodes.remove(real(path, Last.ITSELF).orElseThrow());
    return 250;
  }

  int rename(String from, String to) {
    if (!fits(name(to)) && itself(to).isEmpty()) {
      return isBelowFile(to) ? 550 : 553;
    }
    if (itself(from).isEmpty() || from.equals("/") || to.equals("/") || !isDirectory(parent(to))) {
      return 550;
    }
    String source = real(from, Last.ITSELF).orElseThrow();
    String target = real(to, Last.ITSELF).orElseThrow();
    boolean directory = itself(from).filter(node -> node.kind == 'd').isPresent();
    // Nor through a link in itself to somewhere else: the new path would be gone with the old one.
    if (directory && (target.startsWith(source + "/") || to.startsWith(from + "/"))) {
      return 553;
    }
    if (nodes.containsKey(target) && (directory || nodes.get(target).kind == 'd')) {
      return 550;
    }
    for (String path : List.copyOf(nodes.keySet())) {
      if (path.equals(source) || path.startsWith(source + "/")) {
        nodes.put(target + path.substring(source.length()), nodes.remove(path));
      }
    }
    return 250;
  }

  /// Sets facts of what is there; the time of a directory changes with its entries.
  void set(String path, Map<String, String> facts) {
    Node old = find(path).orElseThrow();
    var all = new HashMap<>(old.facts);
    all.putAll(facts);
    if (old.kind == 'd') {
      all.remove("Modify");
    }
    nodes.put(real(path, Last.FOLLOWED).orElseThrow(), new Node(old.kind, old.text, all));
  }
}
