package io.ferryftp.client.data;

import io.ferryftp.protocol.reply.ReceivedReply;
import java.util.Optional;

/// One way did not lead to a data connection, and the control connection is in step: the next way
/// can be tried.
final class WayFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Optional<ReceivedReply> reply;

  WayFailedException(String reason) {
    super(reason);
    this.reply = Optional.empty();
  }

  WayFailedException(String reason, Throwable cause) {
    super(reason, cause);
    this.reply = Optional.empty();
  }

  WayFailedException(String reason, ReceivedReply reply) {
    super(reason);
    this.reply = Optional.of(reply);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /// What the server said, if it was the server.
  Optional<ReceivedReply> reply() {
    return reply;
  }
}
