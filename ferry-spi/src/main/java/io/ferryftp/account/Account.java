package io.ferryftp.account;

import java.util.Set;

/// Somebody who has proved who they are.
///
/// @param name as logged in, not empty
/// @param home where their files are, in words that only the [io.ferryftp.storage.Storage] reads
/// @param permissions what they may do
public record Account(String name, String home, Set<Permission> permissions) {
  public Account {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an account needs a name");
    }
    permissions = Set.copyOf(permissions);
  }
}
