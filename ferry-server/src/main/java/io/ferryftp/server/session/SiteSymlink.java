package io.ferryftp.server.session;

import io.ferryftp.protocol.command.TwoNames;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.storage.FileTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// `SITE SYMLINK target link`, both pathnames as everywhere in FTP: from the working directory, not
/// from the link's. What is linked to must be there.
final class SiteSymlink implements SiteCommand {
  @Override
  public String word() {
    return "SYMLINK";
  }

  @Override
  public String syntax() {
    return "<target> <link>";
  }

  @Override
  public Result run(FileTree tree, VirtualPath directory, String arguments) throws IOException {
    try {
      TwoNames names = TwoNames.parse(arguments);
      requireInside(directory, names.first());
      tree.createSymbolicLink(directory.resolve(names.second()), directory.resolve(names.first()));
      return new Done("Linked");
    } catch (CommandSyntaxException e) {
      return new BadArgument("Two names are needed, in quotes if they have spaces");
    }
  }

  /// Elsewhere `..` at the root stays there; in a target it shows that something outside is meant.
  private static void requireInside(VirtualPath directory, String target)
      throws NoSuchFileException {
    int depth = target.startsWith("/") ? 0 : directory.names().size();
    for (String name : target.split("/", -1)) {
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        throw new NoSuchFileException(target);
      }
    }
  }
}
