package io.ferryftp.protocol.command;

/// What is special about a verb, beyond its syntax.
public enum Trait {
  /// Needs a data connection and ends the choice of one.
  TRANSFER,
  /// Is answered while a transfer runs (RFC 959 §4.1.3, RFC 1123 §4.1.2).
  URGENT,
  /// Its argument is never shown.
  SECRET,
  /// May stand between REST and its transfer: it only prepares the data connection.
  KEEPS_RESTART,
  /// Takes the piece of a file that REST or RANG chose, and needs no data connection for it.
  TAKES_PORTION,
  /// Is an offer that FEAT lists under its own name.
  FEATURE
}
