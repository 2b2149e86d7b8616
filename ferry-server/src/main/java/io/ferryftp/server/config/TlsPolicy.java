package io.ferryftp.server.config;

/// Who may talk to the server in clear. Whatever the policy, TLS is offered only by a server that
/// was given a certificate.
public enum TlsPolicy {
  /// TLS is offered to everybody, and a login in clear is taken from this machine only.
  AUTO,
  /// Nobody logs in without TLS, and no data connection is made without it.
  REQUIRED,
  /// TLS is offered, and logins in clear are taken from everywhere: anybody on the way can read
  /// them.
  OPTIONAL,
  /// No TLS at all, and logins in clear are taken from everywhere.
  OFF
}
