package io.ferryftp.server.storage;

/// What a success promises about a loss of power.
public enum Durability {
  /// Content and names are on the disk before an operation returns.
  STRICT,
  /// The kernel has them: they survive a crash of the process, not a loss of power.
  RELAXED
}
