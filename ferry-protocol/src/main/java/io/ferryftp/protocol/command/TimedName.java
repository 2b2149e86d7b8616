package io.ferryftp.protocol.command;

import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.time.Instant;

/// A time and a pathname, as MFCT takes them and MDTM when it is used as a setter. `parse` and
/// `format` are inverses, up to the milliseconds.
public record TimedName(Instant time, String pathname) {
  /// Reads `YYYYMMDDHHMMSS[.sss] path`.
  ///
  /// @throws CommandSyntaxException 501 for anything else, and for a time that does not exist
  public static TimedName parse(String argument) throws CommandSyntaxException {
    int space = argument.indexOf(' ');
    if (space < 0 || space == argument.length() - 1) {
      throw CommandSyntaxException.badArgument("a time and a pathname are needed");
    }
    return new TimedName(
        FtpTime.parse(argument.substring(0, space)), argument.substring(space + 1));
  }

  /// Whether an argument begins as a time does, so that it is one or a mistake.
  public static boolean begins(String argument) {
    return argument.matches("(?s)[0-9]{14}(\\.[0-9]+)? .+");
  }

  /// The argument.
  public String format() {
    return FtpTime.format(time) + " " + pathname;
  }
}
