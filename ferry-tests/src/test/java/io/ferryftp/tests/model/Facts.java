package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// What can be learned of files, and changed in them, without a data connection.
///
/// @param now the session that asks
record Facts(Files files, State now, Set<String> offers) {
  private static final Pattern TIMED = Pattern.compile("(?s)(\\d{14}(?:\\.\\d{1,18})?) (.+)");
  private static final Pattern MANY = Pattern.compile("(?s)((?:[^=; ]+=[^; ]+;)+) (.+)");
  private static final Pattern QUOTED =
      Pattern.compile("(?s)\"((?:[^\"]|\"\")*)\"(?: (\\d+))?(?: (\\d+))?");
  private static final Pattern PLAIN = Pattern.compile("(?s)(.+?)(?: (\\d+))?(?: (\\d+))?");

  Prediction answer(String verb, String argument) {
    String path = now.path(argument);
    return switch (verb) {
      case "SIZE" ->
          !now.structure.equals("F")
              ? reply(504)
              : files
                  .content(path)
                  .map(text -> reply(213, "\n213 " + now.sent(text).length() + "\n"))
                  .orElse(reply(550));
      case "MDTM" -> modified(path, argument);
      case "MFMT" -> setTime(argument, 501);
      case "MFF" -> setFacts(argument);
      case "SITE" -> reply(files.find(now.path(argument.split(" ", 3)[2])).isPresent() ? 200 : 550);
      case "AVBL" -> reply(files.isDirectory(path) ? 213 : 550);
      case "HASH" -> hash(path, argument);
      default ->
          checksum(verb.substring(1).replace("SHA", "SHA-").replace("CRC", "CRC32"), argument);
    };
  }

  private Prediction modified(String path, String argument) {
    if (offers.contains("MDTM setter")
        && files.find(path).isEmpty()
        && TIMED.matcher(argument).matches()) {
      return setTime(argument, 550);
    }
    return files
        .find(path)
        .map(node -> reply(213, ("\n213 " + node.modified() + "\n").replace("*\n", "")))
        .orElse(reply(550));
  }

  private Prediction setTime(String argument, int otherwise) {
    Matcher timed = TIMED.matcher(argument);
    Optional<String> time = timed.matches() ? time(timed.group(1)) : Optional.empty();
    return time.map(t -> setTime(t, timed.group(2), "")).orElse(reply(otherwise));
  }

  private Prediction setTime(String time, String pathname, String more) {
    String path = now.path(pathname);
    if (files.find(path).isEmpty()) {
      return reply(550);
    }
    files.modify(path, time);
    return reply(213, "\n213 Modify=" + time + ";", more, "; " + pathname + "\n");
  }

  /// The time as it is told: with milliseconds if it has any; empty if there is no such time.
  private static Optional<String> time(String text) {
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

  /// All or nothing.
  private Prediction setFacts(String argument) {
    Matcher many = MANY.matcher(argument);
    if (!many.matches()) {
      return reply(501);
    }
    Optional<String> time = Optional.empty();
    for (String fact : many.group(1).split(";", 0)) {
      String[] pair = fact.split("=", 2);
      if (pair[0].equalsIgnoreCase("Modify")) {
        time = time(pair[1].matches("\\d{14}(\\.\\d{1,18})?") ? pair[1] : "00000000000000");
        if (time.isEmpty()) {
          return reply(501);
        }
      } else if (!pair[0].equalsIgnoreCase("UNIX.mode")) {
        return reply(504);
      }
    }
    String path = now.path(many.group(2));
    if (files.find(path).isEmpty()) {
      return reply(550);
    }
    time.ifPresent(t -> files.modify(path, t));
    return reply(213, "; " + many.group(2) + "\n");
  }

  private Prediction hash(String path, String pathname) {
    long first = now.first;
    long wanted = now.last;
    now.portion(0, State.END);
    Optional<String> content = files.content(path);
    if (content.isEmpty()) {
      return reply(550);
    }
    int length = content.get().length();
    boolean whole = first == 0 && wanted == State.END;
    if (!whole && first >= length) {
      return reply(551);
    }
    long last = Math.min(wanted, Math.max(0, length - 1));
    String part = whole ? content.get() : content.get().substring((int) first, (int) last + 1);
    return reply(
        213,
        "\n213 "
            + now.digest
            + " "
            + first
            + "-"
            + last
            + " "
            + digest(now.digest, part)
            + " "
            + pathname
            + "\n");
  }

  private Prediction checksum(String algorithm, String argument) {
    boolean quoted = argument.startsWith("\"");
    Matcher words = (quoted ? QUOTED : PLAIN).matcher(argument);
    if (!quoted && files.content(now.path(argument)).isPresent()) {
      return sum(algorithm, files.content(now.path(argument)).get());
    }
    if (!words.matches()) {
      return reply(501);
    }
    String name = quoted ? words.group(1).replace("\"\"", "\"") : words.group(1);
    Optional<String> content = files.content(now.path(name));
    if (words.group(2) == null) {
      return content.map(text -> sum(algorithm, text)).orElse(reply(550));
    }
    long first = Long.parseLong(words.group(2));
    long last = words.group(3) == null ? State.END - 1 : Long.parseLong(words.group(3));
    if (first > last) {
      return reply(501);
    }
    if (content.isEmpty() || first >= content.get().length()) {
      return reply(content.isEmpty() ? 550 : 551);
    }
    int end = (int) Math.min(last + 1, content.get().length());
    return sum(algorithm, content.get().substring((int) first, end));
  }

  private static Prediction sum(String algorithm, String text) {
    return reply(250, "\n250 " + digest(algorithm, text).toUpperCase(java.util.Locale.ROOT) + "\n");
  }

  private static String digest(String algorithm, String text) {
    byte[] octets = text.getBytes(ISO_8859_1);
    if (algorithm.equals("CRC32")) {
      var crc = new CRC32();
      crc.update(octets);
      return HexFormat.of().toHexDigits((int) crc.getValue());
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
