package io.ferryftp.server.session;

import io.ferryftp.protocol.command.ClientCommand;
import io.ferryftp.server.config.Leniency;

/// What clients say of themselves, and the letters and words they understand: CLNT, CSID, RFC 2640,
/// and OPTS UTF8.
final class ClientHandler {
  private static final String ENGLISH = "en";

  private final Devices devices;

  ClientHandler(Devices devices) {
    this.devices = devices;
  }

  /// All of them but ON.
  Step handle(Session session, ClientCommand command) {
    return switch (command) {
      case ClientCommand.Clnt(var text) ->
          new Step.Answer(
              session.with(session.habits().withClientName(text)), ClientReplies.clientNoted());
      case ClientCommand.Csid _ -> new Step.Answer(session, ClientReplies.serverNamed());
      case ClientCommand.Lang lang ->
          new Step.Answer(
              session,
              lang.tag().isEmpty() || lang.language().equals(ENGLISH)
                  ? ClientReplies.english()
                  : ClientReplies.onlyEnglish());
      case ClientCommand.OptsUtf8Off _ -> names(session, Habits.Names.LEGACY);
    };
  }

  /// OPTS UTF8 ON.
  Step utf8(Session session) {
    return devices.forgive(session, Leniency.UTF8_REFUSED)
        ? new Step.Answer(session, ClientReplies.utf8Refused())
        : names(session, Habits.Names.UTF_8);
  }

  private Step names(Session session, Habits.Names names) {
    Habits habits = session.habits().with(names).with(devices.rules().strangersCharset());
    Session next = session.with(habits);
    return new Step.Answer(next, ClientReplies.namesAre(next.encoding()));
  }
}
