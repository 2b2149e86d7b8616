package io.ferryftp.cli;

import java.util.List;
import java.util.Locale;

/// Amounts of octets for people.
final class Sizes {
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  private Sizes() {}

  /// Such as `512 B`, `1.5 MiB`.
  static String text(long octets) {
    if (octets < 1024) {
      return octets + " B";
    }
    double amount = octets / 1024.0;
    int unit = 0;
    while (amount >= 1023.95 && unit < UNITS.size() - 1) { // 1023.95 would be shown as 1024.0.
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
  }
}
