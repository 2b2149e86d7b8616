package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.TwoNames;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.server.blocking.GuardedFiles;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.server.transfer.FileJob;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands behind SITE: two words that need the session, and whatever has been registered.
final class SiteHandler {
  private final Surroundings surroundings;

  SiteHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// SITE.
  Step site(Session session, Command.Site command) {
    String word = command.name().toUpperCase(Locale.ROOT);
    return switch (word) {
      case "HELP" -> new Step.Answer(session, Replies.siteHelp(lines()));
      case "COPY" -> copy(session, command.arguments());
      case "UMASK" -> umask(session, command.arguments());
      default -> registered(session, word, command.arguments());
    };
  }

  private List<String> lines() {
    var lines = new ArrayList<>(List.of("HELP", "COPY <path> <path>", "UMASK [<octal mode>]"));
    for (SiteCommand command : surroundings.siteCommands()) {
      lines.add((command.word() + " " + command.syntax()).strip());
    }
    return lines;
  }

  private Step registered(Session session, String word, String arguments) {
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
              .call(tree -> found.get().run(tree, session.directory(), arguments));
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

  /// `SITE COPY from to`, of a plain file: a job, because a large one takes long.
  private static Step copy(Session session, String arguments) {
    try {
      TwoNames names = TwoNames.parse(arguments);
      VirtualPath from = session.directory().resolve(names.first());
      VirtualPath to = session.directory().resolve(names.second());
      FileJob.Copy job =
          session
              .required()
              .files()
              .call(tree -> {
                OpenFile source = tree.read(from, 0);
                try {
                  FileTree asPrivate = withoutBitsThatLack(tree, source.facts().mode());
                  var target = asPrivate.write(to, new Placement.Replace());
                  return new FileJob.Copy(to, source, target);
                } catch (IOException | RuntimeException | Error e) {
                  source.close();
                  throw e;
                }
              });
      return new Step.Beside(session, job, _ -> FileJobReplies.copied());
    } catch (CommandSyntaxException e) {
      return new Step.Answer(session, Replies.malformed(e.code(), e.reason()));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  /// A tree in which new files may be read by nobody who could not read this one.
  private static FileTree withoutBitsThatLack(FileTree tree, int mode) throws IOException {
    int lacking = ~mode & 0777;
    int umask = tree.umask().orElse(lacking);
    return (umask | lacking) == umask ? tree : tree.withUmask(umask | lacking);
  }

  /// `SITE UMASK [mode]`, for this session; without a mode it tells the one in force.
  private static Step umask(Session session, String digits) {
    GuardedFiles files = session.required().files();
    if (digits.isEmpty()) {
      return new Step.Answer(
          session,
          files.umask().isPresent()
              ? Replies.ok("UMASK is " + octal(files.umask().getAsInt()))
              : Replies.unavailable("There are no permission bits here"));
    }
    if (!digits.matches("0?[0-7]{1,3}")) {
      return new Step.Answer(session, Replies.badArgument("The mode is one to three octal digits"));
    }
    int umask = Integer.parseInt(digits, 8);
    try {
      return new Step.Answer(
          session.withFiles(files.withUmask(umask)), Replies.ok("UMASK is " + octal(umask)));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  private static String octal(int bits) {
    return String.format("%03o", bits);
  }
}
