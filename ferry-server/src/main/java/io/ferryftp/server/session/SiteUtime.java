package io.ferryftp.server.session;

import io.ferryftp.protocol.command.TimedName;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `SITE UTIME`, in both habits: `YYYYMMDDHHMM[SS] path`, and `path` with the times of access,
/// modification and creation and the word `UTC`, of which only the second time is set: nobody can
/// ask for the first, and the third is not a file's to choose.
final class SiteUtime implements SiteCommand {
  private static final Pattern SHORT = Pattern.compile("(?s)([0-9]{12}|[0-9]{14}) (.+)");
  private static final Pattern LONG =
      Pattern.compile(
          "(?s)(.+) ([0-9]{12}|[0-9]{14}) ([0-9]{12}|[0-9]{14}) ([0-9]{12}|[0-9]{14}) (?i:UTC)");

  @Override
  public String word() {
    return "UTIME";
  }

  @Override
  public String syntax() {
    return "<YYYYMMDDHHMM[SS]> <path>";
  }

  @Override
  public Result run(FileTree tree, VirtualPath directory, String arguments) throws IOException {
    try {
      Optional<TimedName> timed = read(arguments);
      if (timed.isEmpty()) {
        return new BadArgument("A time and a path are needed");
      }
      // Told as it is then: storage may not keep every time, nor every digit of one.
      FileFacts now =
          tree.amend(
              directory.resolve(timed.get().pathname()),
              List.of(new Amendment.Modified(timed.get().time())));
      return new Done("Modify=" + FtpTime.format(now.modified()) + "; " + timed.get().pathname());
    } catch (CommandSyntaxException e) {
      return new BadArgument("There is no such time");
    }
  }

  private static Optional<TimedName> read(String arguments) throws CommandSyntaxException {
    Matcher all = LONG.matcher(arguments);
    if (all.matches()) {
      FtpTime.parse(whole(all.group(2)));
      FtpTime.parse(whole(all.group(4)));
      return Optional.of(new TimedName(FtpTime.parse(whole(all.group(3))), all.group(1)));
    }
    Matcher one = SHORT.matcher(arguments);
    return one.matches()
        ? Optional.of(new TimedName(FtpTime.parse(whole(one.group(1))), one.group(2)))
        : Optional.empty();
  }

  private static String whole(String time) {
    return time.length() == 12 ? time + "00" : time;
  }
}
