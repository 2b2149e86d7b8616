package io.ferryftp.storage;

import io.ferryftp.account.Account;
import java.io.IOException;

/// Gives an account its tree at login.
@FunctionalInterface
public interface Storage {
  /// The tree that this account sees; permissions are put around it by the engine.
  ///
  /// @throws IOException if the account's home cannot be served
  FileTree open(Account account) throws IOException;
}
