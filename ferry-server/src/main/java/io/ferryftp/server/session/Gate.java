package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.Phase;
import io.ferryftp.protocol.reply.Reply;
import java.util.Optional;

/// Decides from the verb's row and the session whether a command may be carried out at all. A pure
/// function, and the whole of what faces strangers: they get the rows marked ANYTIME.
final class Gate {
  private Gate() {}

  /// The refusal, or empty if the command may pass. Who is not logged in learns nothing of whether
  /// a command is well formed or implemented.
  static Optional<Reply> refuse(Command command, Session session) {
    return command.verb().phase() == Phase.LOGGED_IN && !session.isLoggedIn()
        ? Optional.of(Replies.notLoggedIn())
        : Optional.empty();
  }
}
