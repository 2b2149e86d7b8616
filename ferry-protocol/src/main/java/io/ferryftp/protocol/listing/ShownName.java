package io.ferryftp.protocol.listing;

/// Names as listings and replies show them: on one line, whatever they hold.
public final class ShownName {
  private ShownName() {}

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
