package io.ferryftp.testkit;

import io.ferryftp.account.Permission;
import java.util.Set;

/// What an account of a [TestFtpServer] may do.
public enum Access {
  /// Everything.
  READ_WRITE(Permission.ALL),
  /// Look and fetch, change nothing.
  READ_ONLY(Permission.READ_ONLY);

  @SuppressWarnings("ImmutableEnumChecker") // both sets are copies that cannot change
  private final Set<Permission> permissions;

  Access(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  Set<Permission> permissions() {
    return permissions;
  }
}
