package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;

/// Two pathnames in one argument, as SITE COPY and SITE SYMLINK take them. A name with a space or a
/// leading quote stands in quotes (see [QuotedName]); others may. `parse` and `format` are
/// inverses.
public record TwoNames(String first, String second) {
  /// The two names of an argument.
  ///
  /// @throws CommandSyntaxException 501 if there are not exactly two
  public static TwoNames parse(String argument) throws CommandSyntaxException {
    QuotedName first = next(argument);
    QuotedName second = next(first.rest());
    if (!second.rest().isEmpty()) {
      throw CommandSyntaxException.badArgument("a name with spaces stands in quotes");
    }
    return new TwoNames(first.name(), second.name());
  }

  private static QuotedName next(String argument) throws CommandSyntaxException {
    if (QuotedName.begins(argument)) {
      return QuotedName.read(argument);
    }
    int space = argument.indexOf(' ');
    String name = space < 0 ? argument : argument.substring(0, space);
    // A space at the end belongs to a name, as everywhere, or is a mistake: nobody drops it.
    if (name.isEmpty() || space == argument.length() - 1) {
      throw CommandSyntaxException.badArgument(
          "two names are needed, in quotes if they have spaces");
    }
    return new QuotedName(name, space < 0 ? "" : argument.substring(space + 1));
  }

  /// The argument.
  public String format() {
    return shown(first) + " " + shown(second);
  }

  private static String shown(String name) {
    return name.indexOf(' ') >= 0 || QuotedName.begins(name) ? QuotedName.quoted(name) : name;
  }
}
