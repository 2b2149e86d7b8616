package io.ferryftp.tests.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of the table; `README.txt` beside the tables says what stands in it.
///
/// @param id such as `T57.3`
/// @param sentence what the client does
/// @param words by their key; a key may be there several times
/// @param steps empty where another test has the row
record TortureRow(String id, String sentence, Map<String, List<String>> words, List<Step> steps) {
  private static final List<String> KEYS =
      List.of(
          "file",
          "dir",
          "link",
          "hardlink",
          "limits",
          "with",
          "then",
          "lacks",
          "why",
          "elsewhere",
          "ferry");

  TortureRow {
    words = Map.copyOf(words);
    steps = List.copyOf(steps);
  }

  static TortureRow parse(List<String> lines) {
    String[] title = lines.getFirst().split(" ", 2);
    var words = new HashMap<String, List<String>>();
    var script = new ArrayList<String>();
    for (String line : lines.subList(1, lines.size())) {
      String key = line.replaceFirst(":.*", "");
      if (KEYS.contains(key) && line.startsWith(key + ": ")) {
        words.computeIfAbsent(key, _ -> new ArrayList<>()).add(line.substring(key.length() + 2));
      } else if (!line.isBlank()) {
        script.add(line);
      }
    }
    try {
      return new TortureRow(title[0], title[1], words, Steps.parse(script));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("row " + title[0] + ": " + e.getMessage(), e);
    }
  }

  /// What stands behind a key, once or more.
  List<String> all(String key) {
    return words.getOrDefault(key, List.of());
  }

  Optional<String> word(String key) {
    return all(key).stream().findFirst();
  }

  /// The number of the row in the catalogue.
  int number() {
    return Integer.parseInt(id.replaceAll("^T|\\..*$", ""));
  }

  boolean isElsewhere() {
    return word("elsewhere").isPresent();
  }

  /// Whether it asks for something that only Ferry is told how to do.
  boolean isForFerryOnly() {
    return isElsewhere() || word("ferry").isPresent();
  }

  @Override
  public String toString() {
    return id + " " + sentence;
  }
}
