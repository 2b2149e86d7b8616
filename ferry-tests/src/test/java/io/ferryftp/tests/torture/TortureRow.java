package io.ferryftp.tests.torture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of the table; `README.txt` beside the tables says what stands in it.
///
/// @param id such as `T57.3`
/// @param sentence what the client does
/// @param words by their key; a key may be there several times
/// @param steps empty where another test has the row
/// @param print of everything in it that a server can notice, the same as long as that stays
record TortureRow(
    String id, String sentence, Map<String, List<String>> words, List<Step> steps, String print) {
  /// What only says something to those who read it.
  private static final List<String> REMARKS = List.of("why", "elsewhere", "also", "ferry");

  private static final int PRINT_LENGTH = 8;

  private static final List<String> KEYS =
      List.of(
          "file",
          "files",
          "dir",
          "link",
          "hardlink",
          "limits",
          "with",
          "then",
          "lacks",
          "never",
          "why",
          "elsewhere",
          "also",
          "ferry");

  TortureRow {
    words = Map.copyOf(words);
    steps = List.copyOf(steps);
  }

  static TortureRow parse(List<String> lines) {
    String[] title = lines.getFirst().split(" ", 2);
    var words = new HashMap<String, List<String>>();
    var script = new ArrayList<String>();
    var noticed = new ArrayList<String>();
    for (String line : lines.subList(1, lines.size())) {
      String key = line.replaceFirst(":.*", "");
      if (KEYS.contains(key) && line.startsWith(key + ": ")) {
        words.computeIfAbsent(key, _ -> new ArrayList<>()).add(line.substring(key.length() + 2));
      } else if (!line.isBlank()) {
        script.add(line);
      }
      if (!line.isBlank() && !REMARKS.contains(key) && !isOurs(key, line)) {
        noticed.add(line);
      }
    }
    try {
      return new TortureRow(title[0], title[1], words, Steps.parse(script), print(noticed));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("row " + title[0] + ": " + e.getMessage(), e);
    }
  }

  /// Whether it is a limit of Ferry alone; where time is limited, the others are told to hurry too.
  private static boolean isOurs(String key, String line) {
    return key.equals("limits") && !limitsTime(line);
  }

  /// Whether such limits are some of time that a row waits for.
  private static boolean limitsTime(String limits) {
    return limits.contains("Time ");
  }

  boolean limitsTime() {
    return all("limits").stream().anyMatch(TortureRow::limitsTime);
  }

  private static String print(List<String> lines) {
    try {
      byte[] all = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all);
      return HexFormat.of().formatHex(hash).substring(0, PRINT_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
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
