package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What can be learned of files, and changed in them, without a data connection.
///
/// @param now the session that asks
record Facts(Files files, State now, Set<String> offers) {
  private static final Pattern TIMED = Pattern.compile("(?s)(\\d{14}(?:\\.\\d{1,18})?) (.+)");
  private static final Pattern MANY = Pattern.compile("(?s)((?:[^=; ]+=[^; ]*;)+) (.+)");

  /// The facts that can be set, by their names in capitals.
  private static final Map<String, String> SETTABLE =
      Map.of("MODIFY", "Modify", "CREATE", "Create", "UNIX.MODE", "UNIX.mode");

  Prediction answer(String verb, String argument) {
    String path = now.path(argument);
    return switch (verb) {
      case "SIZE" ->
          !now.structure.equals("F")
              ? reply(504)
              : files
                  .content(path)
                  .map(text -> reply(213, "\n213 " + Text.sent(text, now).length() + "\n"))
                  .orElse(reply(550));
      case "MDTM" -> modified(path, argument);
      case "MFMT" -> timed("Modify", argument);
      case "MFCT" -> timed("Create", argument);
      case "MFF" -> setFacts(argument);
      case "SITE" -> new Site(files, now, offers).answer(argument);
      case "AVBL" -> reply(files.find(path).isPresent() ? 213 : 550);
      case "HASH" -> new Digests(files, now).hash(argument);
      default -> new Digests(files, now).checksum(verb, argument);
    };
  }

  /// A name that is there is asked about, even if it begins with a time.
  private Prediction modified(String path, String argument) {
    if (files.find(path).isEmpty() && TIMED.matcher(argument).matches()) {
      return timed("Modify", argument);
    }
    return files
        .find(path)
        .map(node -> reply(213, ("\n213 " + node.fact("Modify") + "\n").replace("*\n", "")))
        .orElse(reply(550));
  }

  private Prediction timed(String fact, String argument) {
    Matcher timed = TIMED.matcher(argument);
    Optional<String> time = timed.matches() ? time(timed.group(1)) : Optional.empty();
    return time.map(it -> set(Map.of(fact, it), timed.group(2))).orElse(reply(501));
  }

  private Prediction set(Map<String, String> facts, String pathname) {
    if (facts.containsKey("Create") && !offers.contains("Create")) {
      return reply(504);
    }
    String path = now.path(pathname);
    if (files.find(path).isEmpty()) {
      return reply(550);
    }
    files.set(path, facts);
    var told = new StringBuilder("\n213 ");
    facts.forEach((fact, value) -> told.append(fact).append('=').append(value).append(';'));
    return reply(213, told + " " + pathname + "\n");
  }

  /// The time as it is told: with milliseconds if it has any; empty if there is no such time.
  static Optional<String> time(String text) {
    try {
      int[] n = new int[6];
      for (int i = 0; i < 6; i++) {
        n[i] = Integer.parseInt(text, i == 0 ? 0 : 2 + 2 * i, 4 + 2 * i, 10);
      }
      int second = n[5] == 60 ? 59 : n[5];
      var _ = LocalDateTime.of(n[0] < 1 ? -1_000_000_000 : n[0], n[1], n[2], n[3], n[4], second);
      String millis = (text + (text.length() > 14 ? "000" : ".000")).substring(14, 18);
      String whole = text.substring(0, 12) + "%02d".formatted(second);
      return Optional.of(whole + (millis.equals(".000") ? "" : millis));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// All or nothing: what is malformed is told first, then what is unknown, then what makes no
  /// sense.
  private Prediction setFacts(String argument) {
    Matcher many = MANY.matcher(argument);
    if (!many.matches()) {
      return reply(501);
    }
    var wanted = new TreeMap<String, String>();
    boolean unknown = false;
    for (String fact : many.group(1).split(";", 0)) {
      String[] pair = fact.split("=", 2);
      String known = SETTABLE.getOrDefault(pair[0].toUpperCase(Locale.ROOT), "");
      unknown |= known.isEmpty();
      if (!known.isEmpty() && wanted.put(known, pair[1]) != null) {
        return reply(501);
      }
    }
    if (unknown) {
      return reply(504);
    }
    var facts = new TreeMap<String, String>(Comparator.comparingInt(State.ALL_FACTS::indexOf));
    for (var fact : wanted.entrySet()) {
      Optional<String> value =
          fact.getKey().equals("UNIX.mode") ? mode(fact.getValue()) : exact(fact.getValue());
      if (value.isEmpty()) {
        return reply(501);
      }
      facts.put(fact.getKey(), value.get());
    }
    return set(facts, many.group(2));
  }

  private static Optional<String> exact(String text) {
    return text.matches("\\d{14}(\\.\\d{1,18})?") ? time(text) : Optional.empty();
  }

  /// One to three octal digits, and perhaps a zero before them, as facts tell them.
  static Optional<String> mode(String digits) {
    return digits.matches("0?[0-7]{1,3}")
        ? Optional.of("%04o".formatted(Integer.parseInt(digits, 8)))
        : Optional.empty();
  }
}
