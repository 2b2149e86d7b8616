package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.FactsCommand;
import io.ferryftp.protocol.command.TimedName;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is known of files and how it is changed: MDTM (RFC 3659 §3), MFMT, MFCT and MFF
/// (draft-somers-ftp-mfxx), and AVBL.
final class FactsHandler {
  /// Whatever command of the family it is.
  Step handle(Session session, FactsCommand command) {
    return switch (command) {
      case FactsCommand.Mfct c -> create(session, c);
      case FactsCommand.Mff c -> change(session, c);
      case FactsCommand.Avbl(var pathname) -> available(session, pathname);
    };
  }

  /// MDTM. A file that has the whole argument as its name is asked about; if there is none, and the
  /// argument begins with a time, that is what clients older than MFMT mean: set it.
  Step modified(Session session, String argument) {
    try {
      VirtualPath path = session.directory().resolve(argument);
      FileFacts facts =
          session.required().files().call(tree -> tree.facts(path, LinkHandling.FOLLOW));
      return new Step.Answer(session, Replies.fileStatus(FtpTime.format(facts.modified())));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return TimedName.begins(argument)
          ? setModified(session, argument)
          : new Step.Answer(session, Replies.forFailure(e));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  private static Step setModified(Session session, String argument) {
    try {
      TimedName timed = TimedName.parse(argument);
      return amend(session, timed.pathname(), List.of(new Amendment.Modified(timed.time())));
    } catch (CommandSyntaxException e) {
      return new Step.Answer(session, Replies.malformed(e.code(), e.reason()));
    }
  }

  /// MFMT.
  Step modify(Session session, Command.Mfmt command) {
    return amend(session, command.pathname(), List.of(new Amendment.Modified(command.time())));
  }

  /// MFCT.
  private Step create(Session session, FactsCommand.Mfct command) {
    return amend(session, command.pathname(), List.of(new Amendment.Created(command.time())));
  }

  /// MFF: all facts or none.
  private Step change(Session session, FactsCommand.Mff command) {
    var amendments = new ArrayList<Amendment>();
    command.mode().ifPresent(bits -> amendments.add(new Amendment.Mode(bits)));
    command.created().ifPresent(time -> amendments.add(new Amendment.Created(time)));
    // Last, because some storage takes the other changes for one of the content.
    command.modified().ifPresent(time -> amendments.add(new Amendment.Modified(time)));
    return amend(session, command.pathname(), amendments);
  }

  /// AVBL.
  private Step available(Session session, String pathname) {
    return FileHandler.on(
        session,
        pathname,
        (tree, path) -> Replies.fileStatus(Long.toString(tree.usableSpace(path))));
  }

  /// Changes facts, and tells them as they are then: storage may not keep every digit of a time.
  private static Step amend(Session session, String pathname, List<Amendment> amendments) {
    List<Fact> facts =
        amendments.stream().map(Amendment::fact).sorted(Comparator.naturalOrder()).toList();
    return FileHandler.on(
        session,
        pathname,
        (tree, path) -> {
          if (!tree.settable().containsAll(facts)) {
            return cannotBeSet();
          }
          FileFacts now = tree.amend(path, amendments);
          var told = new StringBuilder();
          for (Fact fact : facts) {
            told.append(fact.word()).append('=').append(value(fact, now)).append(';');
          }
          return Replies.fileStatus(told + " " + pathname);
        });
  }

  private static String value(Fact fact, FileFacts facts) {
    return switch (fact) {
      case CREATE -> FtpTime.format(facts.created().orElse(facts.modified()));
      case UNIX_MODE -> String.format("%04o", facts.mode());
      default -> FtpTime.format(facts.modified());
    };
  }

  private static Reply cannotBeSet() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, "The storage of these files cannot set this fact");
  }
}
