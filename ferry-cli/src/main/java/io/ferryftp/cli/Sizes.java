package io.ferryftp.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

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
    return decimal(amount, 1) + " " + UNITS.get(unit);
  }

  /// A number with a point and this many digits behind it. A format would look up the point and the
  /// digits of a locale, which takes a short command a tenth of its time.
  static String decimal(double number, int digits) {
    return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }
}
