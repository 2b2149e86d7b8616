package io.ferryftp.testkit;

import java.util.Optional;

/// What a [TestFtpServer] lets those do who log in as `anonymous` or `ftp` with any password.
public enum AnonymousAccess {
  /// They are nobody, as everybody else without an account.
  NONE(Optional.empty()),
  /// Look and fetch, change nothing.
  READ_ONLY(Optional.of(Access.READ_ONLY)),
  /// Everything.
  READ_WRITE(Optional.of(Access.READ_WRITE));

  @SuppressWarnings("ImmutableEnumChecker") // an Optional of an enum cannot change
  private final Optional<Access> access;

  AnonymousAccess(Optional<Access> access) {
    this.access = access;
  }

  Optional<Access> access() {
    return access;
  }
}
