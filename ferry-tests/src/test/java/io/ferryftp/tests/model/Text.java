package io.ferryftp.tests.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What becomes of the octets of names and files on their way.
final class Text {
  static final Charset UTF_8 = StandardCharsets.UTF_8;
  static final Charset LEGACY = Charset.forName("windows-1252");
  private static final Charset EBCDIC = Charset.forName("Cp1047");

  /// What stands for octets without meaning, and an octet that no name may have.
  private static final String LOST = Character.toString(0xEF) + (char) 0xBF + (char) 0xBD;

  private static final String NO_NAME = Character.toString(0xFF);

  private Text() {}

  /// A name in other letters. Between equal charsets even what is none of their text survives; an
  /// octet that means nothing makes no name.
  static String recoded(String octets, Charset from, Charset to) {
    return from.equals(to)
        ? octets
        : new String(new String(octets.getBytes(ISO_8859_1), from).getBytes(to), ISO_8859_1)
            .replace(LOST, NO_NAME);
  }

  /// A text as the data connection carries it.
  static String sent(String text, State now) {
    return switch (now.type) {
      case "E" -> new String(text.getBytes(EBCDIC), ISO_8859_1);
      case "A" ->
          now.structure.equals("F") ? text.replaceAll("(?<!\r)\n", "\r\n") : received(text, now);
      default -> text;
    };
  }

  /// A text as it is kept.
  static String received(String octets, State now) {
    return switch (now.type) {
      case "E" -> new String(octets.getBytes(ISO_8859_1), EBCDIC);
      case "A" -> octets.replace("\r\n", "\n");
      default -> octets;
    };
  }
}
