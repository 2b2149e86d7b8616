package io.ferryftp.server.account;

import io.ferryftp.protocol.text.Secret;

/// What is known of the password of an account that is given.
public sealed interface KnownPassword {
  /// The password itself, which is kept as a hash from then on.
  ///
  /// @param password not empty
  record Clear(Secret password) implements KnownPassword {}

  /// Its hash, and nobody here knows more.
  record Hashed(PasswordHash hash) implements KnownPassword {}
}
