package io.ferryftp.server.session;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import java.io.IOException;

/// `SITE CHMOD mode path`, with up to three octal digits: no set-uid, set-gid or sticky bit.
final class SiteChmod implements SiteCommand {
  @Override
  public String word() {
    return "CHMOD";
  }

  @Override
  public String syntax() {
    return "<octal mode> <path>";
  }

  @Override
  public Result run(FileTree tree, VirtualPath directory, String arguments) throws IOException {
    int space = arguments.indexOf(' ');
    if (space < 1 || space == arguments.length() - 1) {
      return new BadArgument("A mode and a path are needed");
    }
    String digits = arguments.substring(0, space);
    String significant =
        digits.length() == 4 && digits.startsWith("0") ? digits.substring(1) : digits;
    if (significant.length() > 3 || !significant.chars().allMatch(c -> c >= '0' && c <= '7')) {
      return new BadArgument("The mode is one to three octal digits");
    }
    int mode = Integer.parseInt(significant, 8);
    tree.amend(directory.resolve(arguments.substring(space + 1)), new Amendment.Mode(mode));
    return new Done("Mode changed");
  }
}
