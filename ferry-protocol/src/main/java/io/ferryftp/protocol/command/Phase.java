package io.ferryftp.protocol.command;

/// When a verb may be used.
public enum Phase {
  /// Before login and after. What strangers can reach is exactly these rows.
  ANYTIME,
  LOGGED_IN
}
