package io.ferryftp.client;

import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Octets in URLs: `%` and two hexadecimal digits for every one that does not stand for itself (RFC
/// 1738 §2.2, RFC 3986 §2.1).
final class Percent {
  private static final String PLAIN = "-._~/!$&'()*+,=";

  private Percent() {}

  /// Everything but letters, digits and a few marks is escaped; `/` is not.
  static String encode(String text) {
    var out = new StringBuilder();
    for (byte octet : WireText.encode(text)) {
      boolean plain =
          octet > ' ' && (Character.isLetterOrDigit(octet) || PLAIN.indexOf(octet) >= 0);
      out.append(plain ? "" + (char) octet : String.format("%%%02X", octet));
    }
    return out.toString();
  }

  /// The octets as [WireText]; characters beyond ASCII, which people type, are taken as UTF-8.
  /// Empty if a `%` is not followed by two hexadecimal digits.
  static Optional<String> decode(String text) {
    var octets = new ByteArrayOutputStream(text.length());
    int start = 0;
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', start)) {
      octets.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
      if (i + 2 >= text.length() || digit(text, i + 1) < 0 || digit(text, i + 2) < 0) {
        return Optional.empty();
      }
      octets.write(16 * digit(text, i + 1) + digit(text, i + 2));
      start = i + 3;
    }
    octets.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    return Optional.of(WireText.decode(octets.toByteArray()));
  }

  private static int digit(String text, int index) {
    char c = text.charAt(index);
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
