package io.ferryftp.tests.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/// Octets as the table writes them: UTF-8 with `\r`, `\n`, `\t`, `\s` (a blank), `\\`, `\xHH` and
/// `\0`; `{name}` stands for a value, and `{N*text}` for N times a text.
final class Octets {
  private Octets() {}

  static byte[] of(String template, Map<String, String> values) {
    String text = template;
    for (var value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    var out = new ByteArrayOutputStream();
    put(text, out);
    return out.toByteArray();
  }

  /// A content that is told by its length: `*1000` is a thousand octets that differ.
  static byte[] content(String text) {
    return text.matches("\\*\\d+")
        ? pattern(Integer.parseInt(text.substring(1)))
        : of(text, Map.of());
  }

  static byte[] pattern(int length) {
    var content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31 + (i >> 8) * 7);
    }
    return content;
  }

  /// As a template, a stream of zlib that becomes so many zeros.
  static String bomb(int length) {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      var zeros = new byte[1 << 16];
      for (int written = 0; written < length; written += zeros.length) {
        out.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var text = new StringBuilder();
    for (byte octet : packed.toByteArray()) {
      text.append("\\x").append(HexFormat.of().toHexDigits(octet));
    }
    return text.toString();
  }

  private static void put(String text, ByteArrayOutputStream out) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = text.indexOf('}', i);
      if (c == '\\') {
        i += escape(text, i + 1, out) + 1;
      } else if (c == '{' && end > 0 && text.substring(i, end).matches("\\{\\d+\\*[^{}]+")) {
        String[] parts = text.substring(i + 1, end).split("\\*", 2);
        byte[] once = of(parts[1], Map.of());
        for (int n = Integer.parseInt(parts[0]); n > 0; n--) {
          out.writeBytes(once);
        }
        i = end + 1;
      } else {
        int next = text.offsetByCodePoints(i, 1);
        out.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
        i = next;
      }
    }
  }

  /// Writes what stands behind a backslash; gives how many characters that were.
  private static int escape(String text, int at, ByteArrayOutputStream out) {
    char c = text.charAt(at);
    if (c == 'x') {
      out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
      return 3;
    }
    int found = "rnts0\\".indexOf(c);
    if (found < 0) {
      throw new IllegalArgumentException("\\" + c + " in " + text);
    }
    out.write(new byte[] {'\r', '\n', '\t', ' ', 0, '\\'}[found]);
    return 1;
  }

  /// The same, or a word about the difference.
  static String difference(byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    return at < 0
        ? ""
        : "%d octets instead of %d, different from %d on"
            .formatted(actual.length, expected.length, at);
  }
}
