package io.ferryftp.server.session;

import io.ferryftp.event.ServerEvent.CommandReceived;
import io.ferryftp.event.ServerEvent.LoginFailed;
import io.ferryftp.event.ServerEvent.LoginRefused;
import io.ferryftp.event.ServerEvent.LoginSucceeded;
import io.ferryftp.event.ServerEvent.SessionClosed;
import io.ferryftp.event.ServerEvent.SessionOpened;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.event.EventHub;

/// What a session tells of itself, masked and printable.
final class SessionEvents {
  private final long session;
  private final EventHub hub;

  SessionEvents(long session, EventHub hub) {
    this.session = session;
    this.hub = hub;
  }

  void opened(ControlConnection control) {
    hub.emit(at -> new SessionOpened(at, session, control.local(), control.remote()));
  }

  void closed(String reason) {
    hub.emit(at -> new SessionClosed(at, session, reason));
  }

  void received(String line) {
    hub.emit(at -> new CommandReceived(at, session, CommandCodec.masked(line)));
  }

  /// What came of a USER that was refused or of a PASS; nothing for other commands.
  void login(Command command, Session before, Session after, Reply reply) {
    if (command instanceof Command.User(var name) && reply.code() == ReplyCode.NOT_LOGGED_IN) {
      String shown = WireText.printable(name);
      hub.emit(at -> new LoginRefused(at, session, shown, reply.text()));
    }
    if (!(command instanceof Command.Pass)) {
      return;
    }
    if (reply.code() == ReplyCode.LOGGED_IN) {
      String account = WireText.printable(after.required().account().name());
      hub.emit(at -> new LoginSucceeded(at, session, account));
    } else if (reply.code() == ReplyCode.NOT_LOGGED_IN) {
      String name = WireText.printable(before.claimed().orElse(""));
      hub.emit(at -> new LoginFailed(at, session, name));
    }
  }
}
