package io.ferryftp.tests.sequences;

import io.ferryftp.tests.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether what came is what was foreseen.
final class Comparison {
  private static final Pattern LONG_LINE =
      Pattern.compile(
          "(?s)([dl-])[rwx-]{9} +\\d+ ftp +ftp +(\\d+) \\w{3} [ \\d]\\d [ \\d:]{5} (.*)");

  private Comparison() {}

  /// What is wrong with the replies to a command.
  static Optional<String> replies(Prediction foreseen, List<List<String>> replies) {
    List<Integer> codes =
        replies.stream().map(lines -> Integer.valueOf(lines.getFirst().substring(0, 3))).toList();
    if (!codes.equals(foreseen.codes())) {
      return Optional.of("foreseen " + foreseen.codes() + ", came " + codes);
    }
    List<String> lines = replies.getLast();
    String text = "\n" + String.join("\n", lines) + "\n";
    for (String words : foreseen.says()) {
      if (!text.contains(words)) {
        return Optional.of("foreseen in the reply: " + words.strip());
      }
    }
    return switch (foreseen.kind()) {
      case LONG_REPLY -> lines(foreseen, inside(lines).map(Comparison::longLine).toList());
      case FACTS_REPLY -> lines(foreseen, inside(lines).toList());
      case ANY, OCTETS, NAMES, LONG, FACTS -> Optional.empty();
    };
  }

  private static java.util.stream.Stream<String> inside(List<String> reply) {
    return reply.subList(1, Math.max(1, reply.size() - 1)).stream().map(line -> line.substring(1));
  }

  /// What is wrong with what a data connection brought.
  static Optional<String> data(Prediction foreseen, String octets) {
    return switch (foreseen.kind()) {
      case ANY, LONG_REPLY, FACTS_REPLY -> Optional.empty();
      case OCTETS ->
          octets.equals(foreseen.content().getFirst())
              ? Optional.empty()
              : Optional.of("foreseen octets: " + foreseen.content().getFirst());
      case NAMES, FACTS -> lines(foreseen, split(octets));
      case LONG -> lines(foreseen, split(octets).stream().map(Comparison::longLine).toList());
    };
  }

  private static List<String> split(String octets) {
    var lines = new ArrayList<>(List.of(octets.split("\r\n", -1)));
    return lines.removeLast().isEmpty() ? lines : List.of("no line end: " + octets);
  }

  private static String longLine(String line) {
    Matcher found = LONG_LINE.matcher(line);
    if (!found.matches()) {
      return line;
    }
    String size = found.group(1).equals("-") ? found.group(2) + " " : "";
    return found.group(1) + " " + size + found.group(3);
  }

  /// The lines in any order.
  private static Optional<String> lines(Prediction foreseen, List<String> came) {
    List<String> left = new ArrayList<>(came);
    for (String line : foreseen.content()) {
      if (left.stream()
          .filter(other -> matches(line, other))
          .findFirst()
          .map(left::remove)
          .isEmpty()) {
        return Optional.of("foreseen and missing: " + line + "\nof " + came);
      }
    }
    return left.isEmpty() ? Optional.empty() : Optional.of("came and was not foreseen: " + left);
  }

  /// In facts `*` stands for any value. Not every storage knows when a file was made.
  private static boolean matches(String foreseen, String line) {
    String regex =
        Pattern.quote(foreseen)
            .replace("Create=*;", "\\E(Create=[^; ]+;)?\\Q")
            .replace("=*;", "=\\E[^; ]+;\\Q");
    return foreseen.equals(line) || line.matches("(?s)" + regex);
  }
}
