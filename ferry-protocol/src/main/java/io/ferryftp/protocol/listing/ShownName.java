package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireText;
import java.nio.ByteBuffer;

/// Names as listings and replies show them: on one line, whatever they hold.
public final class ShownName {
  private ShownName() {}

  /// Writes a name that is given by its octets, as [#of] shows it.
  public static void write(OctetLine out, ByteBuffer octets) {
    if (isPlain(octets)) {
      out.octets(octets);
    } else {
      var all = new byte[octets.remaining()];
      octets.get(octets.position(), all);
      out.text(of(WireText.decode(all)));
    }
  }

  /// Whether all is ASCII that is seen, which means itself in every encoding.
  private static boolean isPlain(ByteBuffer octets) {
    for (int i = octets.position(); i < octets.limit(); i++) {
      if (octets.get(i) < ' ' || octets.get(i) == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /// The name with each control character (C0, DEL, C1) as `?`, so that it cannot make a second
  /// line or speak to a terminal; everything else, escaped octets included, is verbatim.
  public static String of(String name) {
    int i = 0;
    while (i < name.length() && !Character.isISOControl(name.charAt(i))) {
      i++;
    }
    if (i == name.length()) {
      return name;
    }
    var out = new StringBuilder(name);
    for (; i < out.length(); i++) {
      if (Character.isISOControl(out.charAt(i))) {
        out.setCharAt(i, '?');
      }
    }
    return out.toString();
  }
}
