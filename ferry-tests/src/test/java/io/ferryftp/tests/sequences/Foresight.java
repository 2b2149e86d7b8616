package io.ferryftp.tests.sequences;

import io.ferryftp.tests.model.Files;
import io.ferryftp.tests.model.State;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What Ferry's decisions leave open: commands that come to one of several replies are not said.
final class Foresight {
  private static final Set<String> TRANSFERS =
      Set.of("RETR", "STOR", "APPE", "STOU", "LIST", "NLST", "MLSD");

  private Foresight() {}

  /// Whether it is settled what a command comes to.
  static boolean isSettled(String line, State now, Files files) {
    String[] words = line.split(" ", 2);
    String verb = words[0].toUpperCase(Locale.ROOT);
    String pathname = words.length > 1 ? words[1] : "";
    Optional<String> content = files.content(now.path(pathname));
    boolean ranged = now.isRanged();
    boolean special =
        !now.mode.equals("S") || !now.structure.equals("F") || now.type.equals("E") || ranged;
    if (!special || now.user.isEmpty()) {
      return true;
    }
    if (TRANSFERS.contains(verb) && now.port == State.Port.NONE) {
      return false;
    }
    boolean upload = verb.equals("STOR") || verb.equals("APPE");
    boolean text = now.type.equals("E") || now.structure.equals("R");
    if (text && (verb.equals("SIZE") || verb.equals("RETR") || upload)) {
      return content.isEmpty() || isPlainText(content.get());
    }
    if (verb.matches("LIST|NLST|MLSD")) {
      return now.first == 0 && !ranged;
    }
    return true;
  }

  /// Whether everybody agrees on the lines and the letters of a text.
  private static boolean isPlainText(String text) {
    return text.matches("([ -~]*\n)*");
  }

  /// A payload of which the same holds.
  static String payload(String payload, State now) {
    boolean text = now.type.equals("E") || now.structure.equals("R");
    if (!text) {
      return payload;
    }
    String plain = payload.replaceAll("[^ -~\n]", "");
    return plain.isEmpty() || plain.endsWith("\n") ? plain : plain + "\n";
  }
}
