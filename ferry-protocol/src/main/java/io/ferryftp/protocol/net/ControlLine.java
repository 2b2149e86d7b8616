package io.ferryftp.protocol.net;

import java.io.IOException;
import java.util.Optional;

/// What came of waiting for a line of the control connection.
public sealed interface ControlLine {
  /// A line.
  ///
  /// @param line [io.ferryftp.protocol.text.WireText] without its line end and Telnet's commands
  record Text(String line) implements ControlLine {}

  /// A line passed the limit; said once, and the rest of it is skipped.
  record TooLong() implements ControlLine {}

  /// No whole line came in time; what came of it is kept.
  record TimedOut() implements ControlLine {}

  /// The peer goes on with a line that was too long, beyond all patience: the connection should be
  /// ended.
  record Flooded() implements ControlLine {}

  /// The connection has ended.
  ///
  /// @param cause what broke it; empty if the peer ended it in order
  record Closed(Optional<IOException> cause) implements ControlLine {}
}
