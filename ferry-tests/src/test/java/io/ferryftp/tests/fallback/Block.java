package io.ferryftp.tests.fallback;

/// How a way to a data connection is blocked.
enum Block {
  /// The server refuses the command.
  REPLY,
  /// Who connects is refused: a reset answers the first packet.
  RESET,
  /// Nothing answers who connects.
  HANG
}
