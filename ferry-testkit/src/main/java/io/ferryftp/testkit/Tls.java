package io.ferryftp.testkit;

/// How a [TestFtpServer] speaks TLS.
public enum Tls {
  /// Not at all.
  NONE,
  /// It is offered (AUTH TLS, RFC 4217), and clients of this machine may do without.
  EXPLICIT,
  /// Nobody logs in without it, and no data connection is made without it.
  REQUIRED,
  /// As [#REQUIRED], and there is a second port, [TestFtpServer#implicitAddress], where control
  /// connections begin with TLS.
  IMPLICIT
}
