package io.ferryftp.server.session;

import io.ferryftp.event.ServerEvent.CommandReceived;
import io.ferryftp.event.ServerEvent.ControlCleared;
import io.ferryftp.event.ServerEvent.ControlProtected;
import io.ferryftp.event.ServerEvent.HandshakeFailed;
import io.ferryftp.event.ServerEvent.LoginFailed;
import io.ferryftp.event.ServerEvent.LoginRefused;
import io.ferryftp.event.ServerEvent.LoginSucceeded;
import io.ferryftp.event.ServerEvent.ProfileApplied;
import io.ferryftp.event.ServerEvent.SessionClosed;
import io.ferryftp.event.ServerEvent.SessionOpened;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.config.DeviceRules.Chosen;
import io.ferryftp.server.event.EventHub;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.OptionalLong;

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

  /// What came of a USER that was decided by itself, or of a PASS; nothing for other commands.
  void login(Command command, Session before, Session after, Reply reply) {
    if (!(command instanceof Command.Pass) && !(command instanceof Command.User)) {
      return;
    }
    switch (reply.code()) {
      case LOGGED_IN, LOGGED_IN_BY_CERTIFICATE -> {
        String account = WireText.printable(after.required().account().name());
        hub.emit(at -> new LoginSucceeded(at, session, account));
      }
      case NOT_LOGGED_IN -> refused(command, before, reply);
      default -> {}
    }
  }

  private void refused(Command command, Session before, Reply reply) {
    if (command instanceof Command.User(var name)) {
      String shown = WireText.printable(name);
      hub.emit(at -> new LoginRefused(at, session, shown, reply.text()));
    } else {
      String name = WireText.printable(before.claimed().orElse(""));
      hub.emit(at -> new LoginFailed(at, session, name));
    }
  }

  /// Says which profile a client is treated by, where that has changed.
  void profile(Optional<Chosen> before, Optional<Chosen> now) {
    now.filter(chosen -> !now.equals(before))
        .ifPresent(chosen ->
            hub.emit(at -> new ProfileApplied(at, session, chosen.profile().word(), chosen.by())));
  }

  void controlProtected(Security.Peer peer) {
    Optional<String> name = peer.serverName().map(WireText::printable);
    Optional<String> client =
        peer.certificate().map(X509Certificate::getSubjectX500Principal).map(Object::toString);
    Optional<String> shown = client.map(WireText::printable);
    hub.emit(at -> new ControlProtected(at, session, peer.tls(), name, shown));
  }

  void controlCleared() {
    hub.emit(at -> new ControlCleared(at, session));
  }

  void handshakeFailed(IOException why) {
    String shown = WireText.excerpt(String.valueOf(why.getMessage()));
    hub.emit(at -> new HandshakeFailed(at, session, OptionalLong.empty(), shown));
  }
}
