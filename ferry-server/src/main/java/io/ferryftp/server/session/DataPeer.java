package io.ferryftp.server.session;

/// Who is meant to be at the other end of a data connection.
enum DataPeer {
  /// The client of the control connection.
  CLIENT,
  /// Another server (FXP).
  SERVER
}
