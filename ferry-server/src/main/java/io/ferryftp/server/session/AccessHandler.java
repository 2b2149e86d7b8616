package io.ferryftp.server.session;

import io.ferryftp.account.Account;
import io.ferryftp.account.Credentials;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.blocking.GuardedFiles;
import io.ferryftp.server.config.CleartextPolicy;
import io.ferryftp.server.storage.GuardedTree;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Who somebody is: RFC 959 §4.1.1.
final class AccessHandler {
  private static final System.Logger LOG = System.getLogger(AccessHandler.class.getName());

  private final Surroundings surroundings;

  AccessHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// USER. The answer is the same for every name (RFC 2577 §7). Somebody who was logged in is not
  /// any more: nothing agreed with one user may serve another.
  Step user(Session session, Command.User command) {
    if (surroundings.config().cleartext() == CleartextPolicy.LOOPBACK_ONLY
        && !surroundings.isLoopback()) {
      return new Step.Answer(session, Replies.clearTextRefused());
    }
    return new Step.Answer(Session.claimedBy(command.name()), Replies.needPassword());
  }

  /// PASS.
  Step pass(Session session, Command.Pass command) {
    if (session.claimed().isEmpty()) {
      return new Step.Answer(session, Replies.userFirst());
    }
    String name = session.claimed().get();
    try {
      Optional<Account> account =
          surroundings
              .config()
              .authenticator()
              .authenticate(
                  new Credentials.Password(name, command.password()), surroundings.origin());
      if (account.isEmpty()) {
        return new Step.Answer(Session.NEW, Replies.loginIncorrect());
      }
      Login login = new Login(account.get(), guarded(account.get()));
      return new Step.Answer(session.loggedIn(login), Replies.loggedIn(account.get().name()));
    } catch (IOException e) {
      LOG.log(Level.ERROR, "login of " + WireText.printable(name) + " failed", e);
      return new Step.Answer(Session.NEW, Replies.loginImpossible());
    }
  }

  /// ACCT: Ferry's users have no accounts to charge.
  Step acct(Session session) {
    return new Step.Answer(session, Replies.accountSuperfluous());
  }

  private GuardedFiles guarded(Account account) throws IOException {
    var calls = surroundings.storageCalls();
    var tree = calls.call(() -> surroundings.config().storage().open(account));
    return new GuardedFiles(new GuardedTree(tree, account.permissions()), calls);
  }
}
