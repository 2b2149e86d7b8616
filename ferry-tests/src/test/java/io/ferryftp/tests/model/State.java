package io.ferryftp.tests.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a session has been told, and at first nothing.
public final class State {
  static final Charset UTF_8 = StandardCharsets.UTF_8;
  static final Charset LEGACY = Charset.forName("windows-1252");
  private static final Charset EBCDIC = Charset.forName("Cp1047");

  /// No bound of a portion.
  static final long END = Long.MAX_VALUE;

  static final List<String> FACTS =
      List.of("Type", "Size", "Modify", "Perm", "Unique", "UNIX.mode");

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
  List<String> facts = FACTS;
  String digest = "SHA-256";
  Charset names = UTF_8;

  State claimedBy(Optional<String> name) {
    var state = new State();
    state.names = user.isEmpty() ? names : UTF_8;
    state.claimed = name;
    return state;
  }

  void portion(long from, long to) {
    first = from;
    last = to;
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
    return recoded(name, names, UTF_8);
  }

  String shown(String name) {
    return recoded(name, UTF_8, names);
  }

  /// Between equal charsets even what is none of their text survives.
  private static String recoded(String octets, Charset from, Charset to) {
    return from.equals(to)
        ? octets
        : new String(new String(octets.getBytes(ISO_8859_1), from).getBytes(to), ISO_8859_1);
  }

  /// A text as the data connection carries it.
  String sent(String text) {
    return switch (type) {
      case "E" -> new String(text.getBytes(EBCDIC), ISO_8859_1);
      case "A" -> structure.equals("F") ? text.replaceAll("(?<!\r)\n", "\r\n") : received(text);
      default -> text;
    };
  }

  String received(String octets) {
    return switch (type) {
      case "E" -> new String(octets.getBytes(ISO_8859_1), EBCDIC);
      case "A" -> octets.replace("\r\n", "\n");
      default -> octets;
    };
  }
}
