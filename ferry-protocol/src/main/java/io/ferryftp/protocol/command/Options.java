package io.ferryftp.protocol.command;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.ArrayList;
import java.util.Locale;

/// The arguments of OPTS (RFC 2389 §4): a feature and its options.
final class Options {
  private Options() {}

  /// The command for `UTF8 ON`, `UTF8 OFF`, `MLST fact;fact;`, `HASH algorithm` and `MODE Z LEVEL
  /// n`, features in any letter case.
  ///
  /// @throws CommandSyntaxException 501 for another feature (RFC 2389 §4) or a malformed option,
  ///   504 for an algorithm of HASH that there is not
  static Command parse(String argument) throws CommandSyntaxException {
    int space = argument.indexOf(' ');
    String feature = space < 0 ? argument : argument.substring(0, space);
    String option = space < 0 ? "" : argument.substring(space + 1);
    return switch (feature.toUpperCase(Locale.ROOT)) {
      // "UTF-8" is what some clients send, though FEAT says UTF8.
      case "UTF8", "UTF-8" -> utf8(option);
      case "MLST" -> mlst(option);
      case "HASH" -> DigestCommand.OptsHash.parse(option);
      case "MODE" -> CodingCommand.OptsDeflate.parse(option);
      default -> throw CommandSyntaxException.badArgument("no options for this feature");
    };
  }

  private static Command utf8(String option) throws CommandSyntaxException {
    return switch (option.toUpperCase(Locale.ROOT)) {
      // "NLST" is from the draft that UTF8 ON grew out of (draft-ietf-ftpext-utf-8-option).
      case "", "ON", "NLST" -> new Command.OptsUtf8();
      case "OFF" -> new ClientCommand.OptsUtf8Off();
      default -> throw CommandSyntaxException.badArgument("UTF8 is ON or OFF");
    };
  }

  /// RFC 3659 §7.9: facts that are not known are ignored, and none at all is a valid choice.
  private static Command mlst(String option) throws CommandSyntaxException {
    if (option.indexOf(' ') >= 0) {
      throw CommandSyntaxException.badArgument("facts are separated by ';'");
    }
    var facts = new ArrayList<Fact>();
    for (String word : option.split(";", -1)) {
      Fact.of(word).ifPresent(facts::add);
    }
    return new Command.OptsMlst(facts);
  }
}
