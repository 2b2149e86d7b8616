package io.ferryftp.server.session;

import io.ferryftp.account.Account;
import io.ferryftp.account.Credentials;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.blocking.GuardedFiles;
import io.ferryftp.server.storage.GuardedTree;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;

/// Who somebody is: RFC 959 §4.1.1.
final class AccessHandler {
  private static final System.Logger LOG = System.getLogger(AccessHandler.class.getName());

  private final Surroundings surroundings;

  AccessHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// USER. The answer is the same for every name (RFC 2577 §7). Somebody who was logged in is not
  /// any more: nothing agreed with one user may serve another.
  ///
  /// A certificate that the client has shown may do instead of a password (RFC 4217 §12.2).
  Step user(Session session, String name) {
    Session next = session.claimedBy(name);
    Optional<X509Certificate> certificate = session.security().certificate();
    if (certificate.isEmpty()) {
      return new Step.Answer(next, Replies.needPassword());
    }
    return attempt(
        next,
        new Credentials.Certificate(name, certificate.get()),
        SecurityReplies::loggedInByCertificate,
        new Step.Answer(next, Replies.needPassword()));
  }

  /// PASS.
  Step pass(Session session, Command.Pass command) {
    if (session.claimed().isEmpty()) {
      return new Step.Answer(session, Replies.userFirst());
    }
    return attempt(
        session,
        new Credentials.Password(session.claimed().get(), command.password()),
        Replies::loggedIn,
        new Step.Answer(session.stranger(), Replies.loginIncorrect()));
  }

  private Step attempt(
      Session session, Credentials offered, Function<String, Reply> welcome, Step otherwise) {
    try {
      Optional<Account> account =
          surroundings.config().authenticator().authenticate(offered, surroundings.origin());
      if (account.isEmpty()) {
        return otherwise;
      }
      Account settled = surroundings.devices().conceded(account.get(), session);
      Login login = new Login(settled, guarded(settled));
      return new Step.Answer(session.loggedIn(login), welcome.apply(settled.name()));
    } catch (IOException e) {
      LOG.log(Level.ERROR, "login of " + WireText.printable(offered.name()) + " failed", e);
      return new Step.Answer(session.stranger(), Replies.loginImpossible());
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
