package io.ferryftp.server.transfer;

/// From where a passive data connection may come.
public enum Reach {
  /// From the address of the client.
  CLIENT,
  /// From anywhere: its account may have data go between servers.
  EVERYBODY
}
