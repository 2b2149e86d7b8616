package io.ferryftp.server.storage;

import io.ferryftp.protocol.text.WireText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One small file of the data directory: lines of `key value`, closed by the line `end`, by which a
/// record that was cut off is known. Values are [WireText]; what is not printable ASCII, and `%`,
/// is written as `%NN`.
record DataRecord(Map<String, String> values) {
  private static final String END = "end";

  DataRecord {
    values = Map.copyOf(values);
  }

  byte[] format() {
    var out = new StringBuilder();
    values.forEach((key, value) -> out.append(key).append(' ').append(escaped(value)).append('\n'));
    return out.append(END).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// The record, or empty if this is none or not all of one.
  static Optional<DataRecord> parse(byte[] octets) {
    var values = new LinkedHashMap<String, String>();
    for (String line : new String(octets, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (line.equals(END)) {
        return Optional.of(new DataRecord(values));
      }
      int space = line.indexOf(' ');
      if (space < 0) {
        return Optional.empty();
      }
      values.put(line.substring(0, space), unescaped(line.substring(space + 1)));
    }
    return Optional.empty();
  }

  /// A value.
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static String escaped(String value) {
    var out = new StringBuilder();
    for (byte octet : WireText.encode(value)) {
      if (octet >= ' ' && octet < 0x7F && octet != '%') {
        out.append((char) octet);
      } else {
        out.append(String.format("%%%02X", octet));
      }
    }
    return out.toString();
  }

  private static String unescaped(String text) {
    byte[] octets = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length() && isHex(text, i + 1) && isHex(text, i + 2)) {
        octets[length++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
        i += 2;
      } else {
        octets[length++] = (byte) c;
      }
    }
    return WireText.decode(octets, 0, length);
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0;
  }
}
