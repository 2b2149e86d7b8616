package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What SITE does to files.
///
/// @param now the session that asks
record Site(Files files, State now, Set<String> offers) {
  private static final String NAME = "(?:\"((?:[^\"]|\"\")+)\"|([^\" ][^ ]*))";
  private static final Pattern TWO_NAMES = Pattern.compile("(?s)" + NAME + " " + NAME);
  private static final String TIME = "(\\d{12}|\\d{14})";
  private static final Pattern SHORT = Pattern.compile("(?s)" + TIME + " (.+)");
  private static final Pattern LONG =
      Pattern.compile("(?s)(.+) " + (TIME + " ").repeat(3) + "(?i:UTC)");

  Prediction answer(String argument) {
    String[] words = argument.split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "UMASK" -> umask(rest);
      case "UTIME" -> time(rest);
      case "CHMOD" -> {
        String[] modeAndName = rest.split(" ", 2);
        yield reply(set("UNIX.mode", Facts.mode(modeAndName[0]).orElseThrow(), modeAndName[1]));
      }
      case "COPY" -> ofTwo(rest, this::copy);
      default -> ofTwo(rest, this::link);
    };
  }

  private int set(String fact, String value, String pathname) {
    String path = now.path(pathname);
    if (files.find(path).isEmpty()) {
      return 550;
    }
    files.set(path, Map.of(fact, value));
    return 200;
  }

  private Prediction umask(String digits) {
    if (!digits.isEmpty()) {
      now.umask = Optional.of(Integer.valueOf(digits, 8));
    }
    return reply(200, "200 UMASK is " + now.umask.map("%03o\n"::formatted).orElse(""));
  }

  /// The time of modification alone, in either of two habits.
  private Prediction time(String argument) {
    Matcher all = LONG.matcher(argument);
    Matcher one = SHORT.matcher(argument);
    if (all.matches()) {
      boolean exist = told(all.group(2)).isPresent() && told(all.group(4)).isPresent();
      return modified(told(all.group(3)).filter(_ -> exist), all.group(1));
    }
    return one.matches() ? modified(told(one.group(1)), one.group(2)) : reply(501);
  }

  private static Optional<String> told(String time) {
    return Facts.time(time.length() == 12 ? time + "00" : time);
  }

  private Prediction modified(Optional<String> time, String pathname) {
    return time.map(it ->
            reply(set("Modify", it, pathname))
                .saying(200, "\n200 Modify=" + it + "; " + pathname + "\n"))
        .orElse(reply(501));
  }

  private static Prediction ofTwo(String argument, ToIntBiFunction<String, String> effect) {
    Matcher names = TWO_NAMES.matcher(argument);
    return names.matches() ? reply(effect.applyAsInt(name(names, 1), name(names, 3))) : reply(501);
  }

  private static String name(Matcher names, int group) {
    return Optional.ofNullable(names.group(group))
        .map(quoted -> quoted.replace("\"\"", "\""))
        .orElseGet(() -> names.group(group + 1));
  }

  /// Nobody may read a new copy who may not read the file.
  private int copy(String fromName, String toName) {
    String from = now.path(fromName);
    String to = now.path(toName);
    Optional<String> content = files.content(from);
    if (content.isEmpty() || files.refusal(to) > 0) {
      return content.isEmpty() ? 550 : files.refusal(to);
    }
    String bits = files.find(from).orElseThrow().fact("UNIX.mode");
    Optional<Integer> most =
        bits.equals("*") ? Optional.empty() : Optional.of(Integer.valueOf(bits, 8));
    files.put(to, content.get(), most.flatMap(it -> now.mode(it & 0666)));
    return 200;
  }

  /// A target that only seems to be inside because nothing is above the root is outside.
  private int link(String targetName, String linkName) {
    int depth = targetName.startsWith("/") ? 0 : now.directory.replaceAll("[^/]|/$", "").length();
    for (String name : targetName.split("/", -1)) {
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        return 550;
      }
    }
    String link = now.path(linkName);
    return offers.contains("links") || !Files.fits(Files.name(link))
        ? files.makeLink(link, now.path(targetName))
        : 550;
  }
}
