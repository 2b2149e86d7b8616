package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Scale;

/// How often something is done: the small twin, and the amount of `./check --long`.
record Amount(int small, int big) {
  static final Amount ONCE = new Amount(1, 1);

  /// `20`, or `20|1000`.
  static Amount parse(String text) {
    String[] both = text.split("\\|", -1);
    int small = Integer.parseInt(both[0]);
    return new Amount(small, both.length > 1 ? Integer.parseInt(both[1]) : small);
  }

  int at(Scale scale) {
    return scale == Scale.LONG ? big : small;
  }

  @Override
  public String toString() {
    return small == big ? "" + small : small + " (" + big + " in the long run)";
  }
}
