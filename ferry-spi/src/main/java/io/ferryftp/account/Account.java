package io.ferryftp.account;

import java.util.Set;

/// Somebody who has proved who they are.
///
/// @param name as logged in, not empty
/// @param home where their files are, in words that only the [io.ferryftp.storage.Storage] reads
/// @param permissions what they may do
/// @param concessions what is forgiven them
public record Account(
    String name, String home, Set<Permission> permissions, Set<Concession> concessions) {
  public Account {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an account needs a name");
    }
    permissions = Set.copyOf(permissions);
    concessions = Set.copyOf(concessions);
  }

  /// Somebody who is forgiven nothing.
  public Account(String name, String home, Set<Permission> permissions) {
    this(name, home, permissions, Set.of());
  }
}
