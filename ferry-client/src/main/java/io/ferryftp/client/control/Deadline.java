package io.ferryftp.client.control;

import java.time.Duration;

/// A point in time that an operation must not pass, by `System.nanoTime`, so that a change of the
/// wall clock moves nothing.
public record Deadline(long nanoTime) {
  /// The farthest that one is away: `nanoTime` counts 292 years.
  private static final Duration MAX = Duration.ofDays(36_500);

  /// A deadline that is so far away, or a hundred years.
  public static Deadline in(Duration limit) {
    Duration bounded = limit.compareTo(MAX) < 0 ? limit : MAX;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /// What is left; not positive when it has passed.
  public Duration rest() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }

  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
