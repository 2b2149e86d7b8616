package io.ferryftp.client.control;

import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.util.Optional;

/// USER, PASS and ACCT, as far as the server asks for them (the diagram of RFC 959 §6).
final class LoginDialog {
  private static final int NEED_PASSWORD = 331;
  private static final int NEED_ACCOUNT = 332;

  private final Conversation conversation;
  private final Login login;

  LoginDialog(Conversation conversation, Login login) {
    this.conversation = conversation;
    this.login = login;
  }

  /// Logs in.
  ///
  /// @throws LoginException if the server refuses; the connection stays
  void run() throws FtpException {
    conversation.enter(Step.LOGIN);
    // All lines are made before the first is sent: one with CR or LF in it is refused here.
    String user = line(new Command.User(login.user()));
    String pass = line(new Command.Pass(login.password()));
    Optional<String> acct = login.account().map(account -> line(new Command.Acct(account)));
    ReceivedReply reply = conversation.exchange(user);
    if (reply.number() == NEED_PASSWORD) {
      conversation.mask(login.password());
      reply = conversation.exchange(pass);
    }
    if (reply.number() == NEED_ACCOUNT) {
      String line = acct.orElseThrow(this::accountWanted);
      login.account().ifPresent(conversation::mask);
      reply = conversation.exchange(line);
    }
    if (reply.number() < 200 || reply.number() >= 300) {
      throw new LoginException(
          conversation
              .failure("the server does not let %s in".formatted(login.user()))
              .answered(reply)
              .tryThis("check user and password"));
    }
    conversation.enter(Step.COMMAND);
  }

  private LoginException accountWanted() {
    Failure failure = conversation.failure("the server asks for an account (ACCT)");
    return new LoginException(failure.tryThis("give one with the login"));
  }

  private static String line(Command command) {
    return CommandCodec.format(command);
  }
}
