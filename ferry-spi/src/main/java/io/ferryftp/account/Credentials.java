package io.ferryftp.account;

import io.ferryftp.protocol.text.Secret;

/// What somebody offers to prove who they are.
public sealed interface Credentials {
  /// The name claimed.
  String name();

  /// A user name and its password (USER and PASS).
  record Password(String name, Secret password) implements Credentials {}
}
