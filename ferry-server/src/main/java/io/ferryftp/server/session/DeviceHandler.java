package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.server.config.Leniency;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.util.Optional;

/// What is made of refusals that a device could not bear, and of what its profile says about its
/// login. It sees every answer after the gate and the handlers; who has no profile gets it as it
/// is.
final class DeviceHandler {
  private final Devices devices;
  private final int pathChars;

  /// @param pathChars of a directory that a stranger chooses: together no more than in one line
  DeviceHandler(Devices devices, int pathChars) {
    this.devices = devices;
    this.pathChars = pathChars;
  }

  /// The answer as this client gets it.
  ///
  /// @param session as it was before the command
  Step forgive(Session session, Command command, Step step) {
    if (!(step instanceof Step.Answer(var next, var reply))) {
      return step;
    }
    if (isArrival(session, command, next)) {
      return arrived(next, reply);
    }
    if (isNewlyLegacy(session, next)) {
      return new Step.Answer(legacy(next), reply);
    }
    return reply.code().isFailure() ? softened(session, command, reply.code()).orElse(step) : step;
  }

  /// A certificate lets somebody in by USER alone; and SITE UMASK makes a login that is another,
  /// but no arrival.
  private static boolean isArrival(Session before, Command command, Session after) {
    return (command.verb() == Verb.USER || command.verb() == Verb.PASS)
        && after.isLoggedIn()
        && !after.login().equals(before.login());
  }

  private Optional<Step> softened(Session session, Command command, ReplyCode refusal) {
    return switch (command.verb()) {
      case TYPE ->
          when(session, Leniency.ODD_TYPE)
              .map(it -> it.withParameters(it.parameters().with(Representation.IMAGE)))
              .map(it -> new Step.Answer(it, ClientReplies.typeTakenAsImage()));
      case MODE, STRU ->
          when(session, Leniency.ODD_MODE)
              .map(it -> new Step.Answer(it, ClientReplies.nothingChanged()));
      case SITE ->
          // An unknown word, and not a known one that failed.
          refusal == ReplyCode.PARAMETER_NOT_IMPLEMENTED
              ? when(session, Leniency.ODD_SITE)
                  .map(it -> new Step.Answer(it, ClientReplies.nothingChanged()))
              : Optional.empty();
      case CWD ->
          session.isLoggedIn() || !(command instanceof Command.Cwd(var pathname))
              ? Optional.empty()
              : when(session, Leniency.DIRECTORY_BEFORE_LOGIN)
                  .flatMap(it -> noted(it, pathname))
                  .map(it -> new Step.Answer(it, ClientReplies.directoryNoted()));
      default -> Optional.empty();
    };
  }

  /// Of verbs that are for users only a CWD is forgiven a stranger.
  private Optional<Session> when(Session session, Leniency leniency) {
    return Optional.of(session)
        .filter(it -> it.isLoggedIn() || leniency == Leniency.DIRECTORY_BEFORE_LOGIN)
        .filter(it -> devices.forgive(it, leniency));
  }

  private boolean isNewlyLegacy(Session before, Session after) {
    return after.isLoggedIn()
        && devices.forgive(after, Leniency.LEGACY_NAMES)
        && !devices.forgive(before, Leniency.LEGACY_NAMES);
  }

  /// One CWD more that came too early; none that would make the path too long.
  private Optional<Session> noted(Session session, String pathname) {
    VirtualPath path = session.habits().directory().orElse(VirtualPath.ROOT).resolve(pathname);
    return path.toString().length() > pathChars
        ? Optional.empty()
        : Optional.of(session.with(session.habits().withDirectory(Optional.of(path))));
  }

  /// What somebody gets who has just logged in. A directory that is not there is no reason to
  /// refuse the login that was right, but the reply says so: the client was told 250.
  private Step arrived(Session session, Reply reply) {
    Session named = devices.forgive(session, Leniency.LEGACY_NAMES) ? legacy(session) : session;
    Session settled = named.with(named.habits().withDirectory(Optional.empty()));
    Optional<VirtualPath> noted = session.habits().directory();
    if (noted.isEmpty()) {
      return new Step.Answer(settled, reply);
    }
    return devices.forgive(session, Leniency.DIRECTORY_BEFORE_LOGIN)
            && isDirectory(session, noted.get())
        ? new Step.Answer(settled.withDirectory(noted.get()), reply)
        : new Step.Answer(settled, ClientReplies.withoutDirectory(reply));
  }

  private static boolean isDirectory(Session session, VirtualPath path) {
    try {
      return session
          .required()
          .files()
          .call(tree -> tree.facts(path, LinkHandling.FOLLOW))
          .isDirectory();
    } catch (IOException e) {
      return false;
    }
  }

  private static Session legacy(Session session) {
    return session.with(session.habits().with(Habits.Names.LEGACY));
  }
}
