package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.server.config.Limits;
import java.util.Optional;

/// How many mistakes a control connection is forgiven. It counts for one connection and forgets
/// with it: nothing is remembered against an address.
final class ErrorBudget {
  private final Limits limits;
  private int refusals;
  private int unrecognised;
  private int wrongPasswords;

  ErrorBudget(Limits limits) {
    this.limits = limits;
  }

  /// Takes note of a reply that is about to be sent.
  ///
  /// @param session as it was when the command came
  /// @return why the session must end with 421 instead of this reply; empty if it may go on
  Optional<String> spend(Session session, Command command, Reply reply) {
    if (command instanceof Command.Pass && reply.code() == ReplyCode.NOT_LOGGED_IN) {
      wrongPasswords++;
      if (wrongPasswords >= limits.passwordAttempts()) {
        return Optional.of("Too many wrong passwords");
      }
    }
    if (!session.isLoggedIn()) {
      refusals += reply.code().isFailure() ? 1 : 0;
      return refusals > limits.refusalsBeforeLogin()
          ? Optional.of("Too many mistakes before login")
          : Optional.empty();
    }
    unrecognised = reply.code() == ReplyCode.UNRECOGNISED ? unrecognised + 1 : 0;
    return unrecognised > limits.unrecognisedInARow()
        ? Optional.of("Too many unknown commands")
        : Optional.empty();
  }

  /// Takes note of a command that gets its replies another way, and so was understood.
  void served() {
    unrecognised = 0;
  }
}
