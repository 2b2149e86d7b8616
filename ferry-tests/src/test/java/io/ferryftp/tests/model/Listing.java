package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;

import io.ferryftp.tests.model.Prediction.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What LIST, NLST, MLSD, MLST and STAT of a path show.
///
/// @param now the session that asks
record Listing(Files files, State now) {
  /// What LIST or NLST sends, or 550.
  Prediction ofPath(String argument, Kind asked) {
    String pathname = argument;
    String options = "";
    while (!options.endsWith("-- ") && pathname.matches("(?s)-[^ ].*")) {
      options += pathname.split(" ", 2)[0] + " ";
      pathname =
          pathname.substring(Math.min(pathname.length(), pathname.split(" ", 2)[0].length() + 1));
    }
    Kind kind = options.contains("l") ? Kind.LONG : asked;
    String path = now.path(pathname);
    if (files.itself(path).isPresent() && !files.isDirectory(path)) {
      boolean directoryAsked = pathname.isEmpty() || pathname.endsWith("/");
      return directoryAsked ? reply(550) : shown(kind, List.of(line(kind, path, pathname)));
    }
    String prefix = pathname.substring(0, pathname.lastIndexOf('/') + 1);
    String pattern = pathname.substring(prefix.length());
    boolean whole = pathname.isEmpty() || files.isDirectory(path);
    String directory = whole ? path : now.path(prefix);
    if (!files.isDirectory(directory) || (!whole && !pattern.matches("(?s).*[*?].*"))) {
      return reply(550);
    }
    if (options.contains("R") && whole) {
      return reply(226);
    }
    String front =
        !whole ? prefix : pathname.isEmpty() || pathname.endsWith("/") ? pathname : pathname + "/";
    boolean hidden = options.contains("a") || (!whole && pattern.startsWith("."));
    var lines = new ArrayList<String>();
    for (String name : files.names(directory)) {
      if ((hidden || !name.startsWith(".")) && (whole || fits(name, now.read(pattern)))) {
        String child = Files.resolve(directory, name);
        lines.add(line(kind, child, (whole && kind == Kind.LONG ? "" : front) + now.shown(name)));
      }
    }
    if (options.contains("a") && whole && kind == Kind.LONG) {
      lines.addAll(List.of("d .", "d .."));
    }
    return shown(kind, lines);
  }

  private static Prediction shown(Kind kind, List<String> lines) {
    return reply(226).with(kind, lines);
  }

  private String line(Kind kind, String path, String shown) {
    Files.Node node = files.itself(path).orElseThrow();
    String size = node.kind() == '-' ? " " + node.text().length() + " " : " ";
    String target = node.kind() == 'l' ? " -> " + now.shown(node.text()) : "";
    return kind == Kind.LONG ? node.kind() + size + shown + target : shown;
  }

  private static boolean fits(String name, String pattern) {
    String regex =
        text(pattern)
            .codePoints()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : "\\x{" + Integer.toHexString(c) + "}")
            .collect(Collectors.joining());
    return text(name).matches("(?s)" + regex);
  }

  private static String text(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /// What STAT of a path says.
  Prediction inReply(String argument) {
    Prediction sent = ofPath(argument, Kind.LONG);
    if (sent.codes().getLast() == 550) {
      return sent;
    }
    boolean file =
        sent.content().size() == 1
            && files.content(now.path(argument.replaceFirst("^(-[^ ]+ )+", ""))).isPresent();
    return reply(file ? 213 : 212)
        .with(sent.kind() == Kind.ANY ? Kind.ANY : Kind.LONG_REPLY, sent.content());
  }

  /// What MLST says.
  Prediction ofOne(String path) {
    return files.itself(path).isEmpty()
        ? reply(550)
        : reply(250).with(Kind.FACTS_REPLY, List.of(facts(path, path)));
  }

  /// What MLSD sends.
  List<String> facts(String directory) {
    return files.names(directory).stream()
        .map(name -> facts(Files.resolve(directory, name), name))
        .toList();
  }

  private String facts(String path, String name) {
    var line = new StringBuilder();
    Files.Node node = files.itself(path).orElseThrow();
    for (String fact : now.facts) {
      String value =
          switch (fact) {
            case "Type" -> ofKind(node, "file", "dir", "OS.unix=slink");
            case "Size" -> node.kind() == '-' ? "" + node.text().length() : "";
            case "Perm" -> path.equals("/") ? "celmp" : ofKind(node, "adfrw", "cdeflmp", "adeflrw");
            default -> node.fact(fact);
          };
      line.append(value.isEmpty() ? "" : fact + "=" + value + ";");
    }
    return line + " " + now.shown(name);
  }

  private static String ofKind(Files.Node node, String file, String directory, String link) {
    return node.kind() == '-' ? file : node.kind() == 'd' ? directory : link;
  }
}
