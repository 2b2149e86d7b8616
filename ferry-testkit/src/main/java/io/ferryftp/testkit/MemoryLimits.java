package io.ferryftp.testkit;

import java.time.Duration;

/// Every limit of a [MemoryStorage], by name.
///
/// @param octets of all files together, unfinished and interrupted uploads included, and replaced
///   files for as long as somebody reads them
/// @param entries files and directories together, unfinished and interrupted uploads included
/// @param keptUploads interrupted ones that wait for one account; beyond it the oldest goes
/// @param keptFor how long an interrupted upload can be resumed
public record MemoryLimits(long octets, int entries, int keptUploads, Duration keptFor) {
  /// 256 MiB in 100,000 entries; 1,000 interrupted uploads an account, each for a day.
  public static final MemoryLimits DEFAULT =
      new MemoryLimits(256L << 20, 100_000, 1_000, Duration.ofHours(24));

  public MemoryLimits {
    if (octets < 0 || entries < 1 || keptUploads < 0 || keptFor.isNegative()) {
      throw new IllegalArgumentException("a limit is negative, or leaves no room for a home");
    }
  }

  /// The same with other room for content, in octets.
  public MemoryLimits withOctets(long other) {
    return new MemoryLimits(other, entries, keptUploads, keptFor);
  }

  /// The same with other room for names.
  public MemoryLimits withEntries(int other) {
    return new MemoryLimits(octets, other, keptUploads, keptFor);
  }

  /// The same with another number of interrupted uploads an account.
  public MemoryLimits withKeptUploads(int other) {
    return new MemoryLimits(octets, entries, other, keptFor);
  }

  /// The same with another time for interrupted uploads.
  public MemoryLimits withKeptFor(Duration other) {
    return new MemoryLimits(octets, entries, keptUploads, other);
  }
}
