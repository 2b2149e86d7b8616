package io.ferryftp.tests.torture;

/// How what was heard compares with a row; the later the worse.
enum Verdict {
  AS_WANTED("✓", "as the row wants"),
  TOLERABLE("~", "tolerable"),
  OTHERWISE("✗", "otherwise");

  private final String mark;
  private final String words;

  Verdict(String mark, String words) {
    this.mark = mark;
    this.words = words;
  }

  String mark() {
    return mark;
  }

  String words() {
    return words;
  }

  Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
