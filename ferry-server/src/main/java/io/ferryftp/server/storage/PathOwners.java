package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.Ownership;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/// Whom a file of `java.nio.file` belongs to; Java looks names up when they are asked for. Two are
/// equal if they say the same.
final class PathOwners implements Ownership {
  private final PosixFileAttributes found;

  PathOwners(PosixFileAttributes found) {
    this.found = found;
  }

  @Override
  public Optional<String> owner() {
    return Optional.of(found.owner().getName());
  }

  @Override
  public Optional<String> group() {
    return Optional.of(found.group().getName());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathOwners owners
        && owner().equals(owners.owner())
        && group().equals(owners.group());
  }

  @Override
  public int hashCode() {
    return 31 * owner().hashCode() + group().hashCode();
  }

  @Override
  public String toString() {
    return found.owner().getName() + ":" + found.group().getName();
  }
}
