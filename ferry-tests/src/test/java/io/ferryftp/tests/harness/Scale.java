package io.ferryftp.tests.harness;

/// How much is run: the small twin that always runs, or the big brother of `./check --long`.
public enum Scale {
  NORMAL,
  LONG;

  /// What this run is.
  public static Scale current() {
    return Boolean.getBoolean("ferry.long") ? LONG : NORMAL;
  }

  /// One of two amounts.
  public int choose(int normal, int big) {
    return this == LONG ? big : normal;
  }

  /// The seed of this run's random choices: `-Dferry.seed`, or a new one.
  public static long seed() {
    Long given = Long.getLong("ferry.seed");
    return given != null ? given : System.nanoTime();
  }
}
