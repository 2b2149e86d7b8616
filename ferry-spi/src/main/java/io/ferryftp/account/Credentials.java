package io.ferryftp.account;

import io.ferryftp.protocol.text.Secret;
import java.security.cert.X509Certificate;

/// What somebody offers to prove who they are.
public sealed interface Credentials {
  /// The name claimed.
  String name();

  /// A user name and its password (USER and PASS).
  record Password(String name, Secret password) implements Credentials {}

  /// A user name, and a certificate that an authority has vouched for and whose key the client has
  /// (USER over TLS). Whether the one belongs to the other is not known.
  record Certificate(String name, X509Certificate certificate) implements Credentials {}
}
