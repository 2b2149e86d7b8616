package io.ferryftp.protocol.net;

/// What reading ahead has shown ([ControlConnection#readAhead]).
public enum Ahead {
  /// The peer is still there, and may have said something.
  OPEN,
  /// The connection has ended behind what came.
  CLOSED,
  /// More has come than is read ahead.
  FULL
}
