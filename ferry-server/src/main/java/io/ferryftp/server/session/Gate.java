package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.Phase;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.reply.Reply;
import java.util.Optional;

/// Decides from the verb's row, the session and the policy whether a command may be carried out at
/// all. A pure function, and the whole of what faces strangers: they get the rows marked ANYTIME.
final class Gate {
  private Gate() {}

  /// The refusal, or empty if the command may pass. Who is not logged in learns nothing of whether
  /// a command is well formed or implemented; who may not log in in clear is told before a password
  /// is asked for.
  static Optional<Reply> refuse(Command command, Session session, ClearTextRule rule) {
    if (command.verb().phase() == Phase.LOGGED_IN && !session.isLoggedIn()) {
      return Optional.of(Replies.notLoggedIn());
    }
    if (!rule.isClearTextRefused()) {
      return Optional.empty();
    }
    if (command.verb() == Verb.USER && !session.security().isControlProtected()) {
      return Optional.of(SecurityReplies.clearTextRefused(rule));
    }
    // Not when PROT is said, but here (RFC 4217 §10.2).
    return command.verb().has(Trait.TRANSFER)
            && session.security().data() != ProtectionLevel.PRIVATE
        ? Optional.of(SecurityReplies.dataInClearRefused())
        : Optional.empty();
  }
}
