package io.ferryftp.tests.model;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/// What a session has been told, and at first nothing.
public final class State {
  /// No last octet of a portion.
  static final long END = -1;

  static final List<String> ALL_FACTS =
      List.of("Type", "Size", "Modify", "Create", "Perm", "Unique", "UNIX.mode");

  /// The way to the next data connection; nobody listens at a dead one.
  public enum Port {
    NONE,
    PASSIVE,
    ACTIVE,
    DEAD
  }

  public Optional<String> user = Optional.empty();
  public String directory = "/";
  public String type = "A";
  public String structure = "F";
  public String mode = "S";
  public long first;
  public long last = END;
  public Port port = Port.NONE;
  Optional<String> claimed = Optional.empty();
  Optional<String> from = Optional.empty();
  boolean extendedOnly;
  List<String> facts = ALL_FACTS.stream().filter(fact -> !fact.equals("Create")).toList();
  String digest = "SHA-256";
  Charset names = Text.UTF_8;
  Optional<Integer> umask = Optional.empty();

  State claimedBy(Optional<String> name) {
    var state = new State();
    state.names = user.isEmpty() ? names : Text.UTF_8;
    state.claimed = name;
    return state;
  }

  void portion(long from, long to) {
    first = from;
    last = to;
  }

  public boolean isRanged() {
    return last != END;
  }

  /// What is left of permission bits, if it has been said.
  Optional<Integer> mode(int all) {
    return umask.map(mask -> all & ~mask);
  }

  /// The path that a pathname means.
  public String path(String pathname) {
    return Files.resolve(directory, read(pathname));
  }

  /// A path as 257 has it (RFC 959 appendix II).
  String quoted(String path) {
    return "257 \"" + shown(path).replace("\"", "\"\"") + "\" ";
  }

  String read(String name) {
    return Text.recoded(name, names, Text.UTF_8);
  }

  String shown(String name) {
    return Text.recoded(name, Text.UTF_8, names);
  }
}
