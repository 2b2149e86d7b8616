package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.data.AsciiTransform;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.server.listing.Listings;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OpenFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What happens to files without a data connection: RFC 959 §4.1.3, RFC 3659, MFMT and SITE.
final class FileHandler {
  private final Surroundings surroundings;

  FileHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// DELE.
  Step delete(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          tree.deleteFile(path);
          return Replies.done("Deleted");
        });
  }

  /// MKD.
  Step makeDirectory(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          tree.createDirectory(path);
          return Replies.pathname(path, "created");
        });
  }

  /// RMD.
  Step removeDirectory(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          tree.deleteDirectory(path);
          return Replies.done("Directory removed");
        });
  }

  /// RNFR. What it names must be there now; that it still is at RNTO is storage's to see.
  Step renameFrom(Session session, String pathname) {
    VirtualPath path = session.directory().resolve(pathname);
    try {
      session.required().files().call(tree -> tree.facts(path, LinkHandling.ITSELF));
      return new Step.Answer(session.withRenameFrom(Optional.of(path)), Replies.renamePending());
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  /// RNTO.
  Step renameTo(Session session, String pathname) {
    Session next = session.withRenameFrom(Optional.empty());
    if (session.renameFrom().isEmpty()) {
      return new Step.Answer(next, Replies.renameFromFirst());
    }
    return on(
        next,
        pathname,
        (tree, path) -> {
          tree.rename(session.renameFrom().get(), path);
          return Replies.done("Renamed");
        });
  }

  /// SIZE (RFC 3659 §4): the octets that a RETR would send now, so in type A the file is read.
  Step size(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          FileFacts facts = tree.facts(path, LinkHandling.FOLLOW);
          if (!facts.isFile()) {
            return Replies.unavailable("Not a plain file");
          }
          if (session.representation() == Representation.IMAGE) {
            return Replies.fileStatus(Long.toString(facts.size()));
          }
          long limit = surroundings.config().limits().asciiSizeOctets();
          return facts.size() > limit
              ? Replies.asciiSizeUnknown(limit)
              : Replies.fileStatus(Long.toString(asciiSize(tree, path)));
        });
  }

  private static long asciiSize(FileTree tree, VirtualPath path) throws IOException {
    try (OpenFile file = tree.read(path, 0)) {
      return AsciiTransform.wireLength(file.channel());
    }
  }

  /// MDTM (RFC 3659 §3).
  Step modified(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) ->
            Replies.fileStatus(FtpTime.format(tree.facts(path, LinkHandling.FOLLOW).modified())));
  }

  /// MFMT (draft-somers-ftp-mfxx).
  Step modify(Session session, Command.Mfmt command) {
    return on(
        session,
        command.pathname(),
        (tree, path) -> {
          tree.amend(path, new Amendment.Modified(command.time()));
          return Replies.fileStatus(
              "Modify=" + FtpTime.format(command.time()) + "; " + command.pathname());
        });
  }

  /// MLST (RFC 3659 §7): one line of facts, over the control connection.
  Step facts(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          FileFacts facts = tree.facts(path, LinkHandling.ITSELF);
          var listings =
              new Listings(
                  tree,
                  surroundings.config().limits(),
                  surroundings.config().clock(),
                  session.required().account().permissions());
          return Reply.of(
              ReplyCode.FILE_ACTION_COMPLETE,
              "Listing " + path,
              List.of(listings.fact(facts, path.toString(), session.facts())),
              "End");
        });
  }

  /// SITE: whatever has been registered under the word.
  Step site(Session session, Command.Site command) {
    String word = command.name().toUpperCase(Locale.ROOT);
    if (word.equals("HELP")) {
      return new Step.Answer(session, Replies.siteHelp(surroundings.siteCommands()));
    }
    Optional<SiteCommand> found =
        surroundings.siteCommands().stream().filter(c -> c.word().equals(word)).findFirst();
    if (found.isEmpty()) {
      return new Step.Answer(session, Replies.siteUnknown());
    }
    try {
      SiteCommand.Result result =
          session
              .required()
              .files()
              .call(tree -> found.get().run(tree, session.directory(), command.arguments()));
      return new Step.Answer(
          session,
          switch (result) {
            case SiteCommand.Done(var text) -> Replies.ok(text);
            case SiteCommand.BadArgument(var text) -> Replies.badArgument(text);
          });
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  private static Step on(Session session, String pathname, Operation operation) {
    try {
      VirtualPath path = session.directory().resolve(pathname);
      return new Step.Answer(
          session, session.required().files().call(tree -> operation.apply(tree, path)));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  @FunctionalInterface
  private interface Operation {
    Reply apply(FileTree tree, VirtualPath path) throws IOException;
  }
}
