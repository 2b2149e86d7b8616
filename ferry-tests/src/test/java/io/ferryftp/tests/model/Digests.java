package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// HASH, and the older commands with a range in their argument.
///
/// @param now the session that asks
record Digests(Files files, State now) {
  private static final Pattern QUOTED =
      Syntax.pattern("\"((?:[^\"]|\"\")+)\"(?: (NUMBER)(?: (NUMBER))?)?");
  private static final List<Pattern> PLAIN =
      List.of(
          Syntax.pattern("(.+)()()"),
          Syntax.pattern("(.+) (NUMBER)()"),
          Syntax.pattern("(.+) (NUMBER) (NUMBER)"));

  /// What a number behind the name may mean.
  private record Reading(String name, Optional<Long> first, Optional<Long> last) {
    static Reading of(Matcher words) {
      return new Reading(words.group(1), number(words.group(2)), number(words.group(3)));
    }

    private static Optional<Long> number(@org.jspecify.annotations.Nullable String text) {
      return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text));
    }

    boolean isReversed() {
      return last.isPresent() && last.get() < first.orElseThrow();
    }
  }

  Prediction hash(String pathname) {
    long first = now.first;
    long wanted = now.isRanged() ? now.last : Long.MAX_VALUE;
    boolean whole = first == 0 && !now.isRanged();
    now.portion(0, State.END);
    Optional<String> content = files.content(now.path(pathname));
    if (content.isEmpty()) {
      return reply(550);
    }
    int length = content.get().length();
    if (!whole && first >= length) {
      return reply(551);
    }
    long last = Math.min(wanted, Math.max(0, length - 1));
    String part = whole ? content.get() : content.get().substring((int) first, (int) last + 1);
    String range = " " + first + "-" + last + " ";
    return reply(
        213, "\n213 " + now.digest + range + digest(now.digest, part) + " " + pathname + "\n");
  }

  Prediction checksum(String verb, String argument) {
    String algorithm = verb.substring(1).replace("SHA", "SHA-").replace("CRC", "CRC32");
    if (!argument.startsWith("\"")) {
      return sum(algorithm, unquoted(argument));
    }
    Matcher words = QUOTED.matcher(argument);
    if (!words.matches() || Reading.of(words).isReversed()) {
      return reply(501);
    }
    Reading quoted = Reading.of(words);
    return sum(
        algorithm, new Reading(quoted.name.replace("\"\"", "\""), quoted.first, quoted.last));
  }

  /// The longest name that there is; of names that there are not, the shortest.
  private Reading unquoted(String argument) {
    var readings = new ArrayList<Reading>();
    for (Pattern pattern : PLAIN) {
      Matcher words = pattern.matcher(argument);
      if (words.matches()) {
        readings.add(Reading.of(words));
      }
    }
    return readings.stream()
        .filter(reading -> files.find(now.path(reading.name)).isPresent())
        .findFirst()
        .orElse(readings.getLast());
  }

  private Prediction sum(String algorithm, Reading reading) {
    Optional<String> content = files.content(now.path(reading.name));
    if (content.isEmpty()) {
      return reply(550);
    }
    if (reading.isReversed()) {
      return reply(501);
    }
    int length = content.get().length();
    long first = reading.first.orElse(0L);
    boolean whole = first == 0 && reading.last.isEmpty();
    if (!whole && first >= length) {
      return reply(551);
    }
    int end = (int) Math.min(reading.last.orElse(Long.MAX_VALUE), length - 1L) + 1;
    String hex = digest(algorithm, content.get().substring((int) first, end));
    return reply(250, "\n250 " + hex.toUpperCase(Locale.ROOT) + "\n");
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
