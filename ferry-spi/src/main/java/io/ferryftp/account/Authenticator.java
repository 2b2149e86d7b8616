package io.ferryftp.account;

import java.io.IOException;
import java.util.Optional;

/// Decides who may log in. Unknown names and wrong passwords look the same from outside, in words
/// and in time.
@FunctionalInterface
public interface Authenticator {
  /// The account, or empty if the credentials prove nothing.
  ///
  /// @param origin for rules by address, such as bans; proves nothing by itself
  /// @throws IOException if the question could not be answered; nobody is let in
  Optional<Account> authenticate(Credentials credentials, Origin origin) throws IOException;
}
