package io.ferryftp.client.config;

import io.ferryftp.protocol.text.Secret;
import java.util.Optional;

/// Who logs in.
///
/// @param user the name for USER
/// @param password for PASS
/// @param account for ACCT, which hardly any server asks for
public record Login(String user, Secret password, Optional<Secret> account) {
  /// The user `anonymous`, with a password in the form of an address, as RFC 1635 asks for.
  public static final Login ANONYMOUS = Login.of("anonymous", Secret.of("ferry@"));

  /// A user with a password.
  public static Login of(String user, Secret password) {
    return new Login(user, password, Optional.empty());
  }
}
