package io.ferryftp.testkit.script;

import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;

/// Octets in a transcript: `\r` `\n` `\t` `\\` `\{` `\}` and `\xNN` for those that cannot be
/// written as they are, all others as [WireText].
final class Escapes {
  private Escapes() {}

  /// The text that is meant; the inverse of [#format].
  ///
  /// @throws IllegalArgumentException for an escape that does not exist
  static String parse(String text) {
    var octets = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      at = take(text, at, octets);
    }
    return WireText.decode(octets.toByteArray());
  }

  /// Adds the octets of one character or escape; gives where the next one begins.
  static int take(String text, int at, ByteArrayOutputStream octets) {
    if (text.charAt(at) != '\\') {
      int next = text.offsetByCodePoints(at, 1);
      octets.writeBytes(WireText.encode(text.substring(at, next)));
      return next;
    }
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    switch (kind) {
      case 'r' -> octets.write('\r');
      case 'n' -> octets.write('\n');
      case 't' -> octets.write('\t');
      case '\\', '{', '}' -> octets.write(kind);
      case 'x' -> {
        octets.write(hexadecimal(text, at + 2));
        return at + 4;
      }
      default -> throw new IllegalArgumentException("there is no escape \\" + kind);
    }
    return at + 2;
  }

  private static int hexadecimal(String text, int at) {
    int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw new IllegalArgumentException("behind \\x there are two hexadecimal digits");
    }
    return high << 4 | low;
  }

  /// The text as it is written.
  static String format(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\\', '{', '}' -> out.append('\\').append(c);
        default -> {
          boolean shown =
              !Character.isISOControl(c) && !WireText.printable("" + c).startsWith("\\");
          out.append(shown || paired(text, i) ? "" + c : octetsOf(c));
        }
      }
    }
    return out.toString();
  }

  private static boolean paired(String text, int i) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static String octetsOf(char c) {
    var out = new StringBuilder();
    for (byte octet : WireText.encode("" + c)) {
      out.append(String.format("\\x%02X", octet));
    }
    return out.toString();
  }
}
