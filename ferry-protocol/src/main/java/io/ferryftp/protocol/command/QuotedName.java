package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;

/// A name in quotes at the beginning of an argument, and what stands behind it: for arguments of
/// several parts, where a space would end a name. Quotes inside are doubled, as in the reply 257
/// (RFC 959 appendix II). `read` and `quoted` are inverses.
///
/// @param name without its quotes
/// @param rest behind the space that follows the quotes; empty if nothing follows
public record QuotedName(String name, String rest) {
  private static final char QUOTE = '"';

  /// Whether an argument begins with a quote, and so has to be read this way.
  public static boolean begins(String argument) {
    return !argument.isEmpty() && argument.charAt(0) == QUOTE;
  }

  /// The name at the beginning of an argument that [#begins] with one.
  ///
  /// @throws CommandSyntaxException 501 if its end is missing, if no space follows it, or if it is
  ///   empty
  public static QuotedName read(String argument) throws CommandSyntaxException {
    var name = new StringBuilder();
    for (int at = 1; at < argument.length(); at++) {
      if (argument.charAt(at) != QUOTE) {
        name.append(argument.charAt(at));
      } else if (at + 1 < argument.length() && argument.charAt(at + 1) == QUOTE) {
        name.append(QUOTE);
        at++;
      } else {
        return ended(name.toString(), argument.substring(at + 1));
      }
    }
    throw CommandSyntaxException.badArgument("the quote is not closed");
  }

  private static QuotedName ended(String name, String behind) throws CommandSyntaxException {
    if (name.isEmpty()) {
      throw CommandSyntaxException.badArgument("there is nothing between the quotes");
    }
    if (!behind.isEmpty() && (behind.charAt(0) != ' ' || behind.length() == 1)) {
      throw CommandSyntaxException.badArgument("one space and more must follow the quotes");
    }
    return new QuotedName(name, behind.isEmpty() ? "" : behind.substring(1));
  }

  /// The name in quotes.
  public static String quoted(String name) {
    return QUOTE + name.replace("\"", "\"\"") + QUOTE;
  }
}
