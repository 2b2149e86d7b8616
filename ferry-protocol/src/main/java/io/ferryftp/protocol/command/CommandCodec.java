package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.text.WireText;
import java.util.Optional;

/// Lines of the control connection and commands: `parse` and `format` are inverses.
///
/// One space separates verb and argument; nothing else is trimmed, because a pathname may begin and
/// end with spaces (RFC 959 §5.3.1). Only a verb that takes no argument forgives spaces behind it.
public final class CommandCodec {
  /// Of verbs that RFCs define: a longer word that no row knows may be a piece of a password.
  private static final int LONGEST_VERB = 4;

  private CommandCodec() {}

  /// The command that a line asks for; a line that asks for none becomes [Command.Unknown] or
  /// [Command.Malformed], never an exception.
  ///
  /// @param line [WireText] without its line end
  public static Command parse(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1);
    Optional<Verb> row = Verb.of(word);
    if (row.isEmpty()) {
      return new Command.Unknown("command not understood");
    }
    Verb verb = row.get();
    Grammar grammar = verb.grammar();
    if (argument.indexOf('\0') >= 0) {
      return malformed(verb, CommandSyntaxException.badArgument("NUL in the argument"));
    }
    if (grammar.landing() != Grammar.Landing.LANDED) {
      return new Command.Refused(verb, argument);
    }
    // Trailing spaces are a habit of old clients, and mean nothing where no pathname can end in
    // them.
    if (grammar.arity() == Arity.NONE && argument.chars().anyMatch(c -> c != ' ')) {
      return malformed(verb, CommandSyntaxException.badArgument(verb + " takes no argument"));
    }
    if (grammar.arity() == Arity.REQUIRED && argument.isEmpty()) {
      return malformed(verb, CommandSyntaxException.badArgument(verb + " needs " + verb.syntax()));
    }
    try {
      return grammar.reader().read(argument);
    } catch (CommandSyntaxException e) {
      return malformed(verb, e);
    }
  }

  /// The line of a command, without its line end.
  ///
  /// @throws IllegalArgumentException if an argument holds CR, LF or NUL, which would make it two
  ///   commands, or is no [WireText]
  public static String format(Command command) {
    String argument = command.argument();
    if (argument.indexOf('\r') >= 0 || argument.indexOf('\n') >= 0 || argument.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("CR, LF or NUL in the argument of " + command.verb());
    }
    WireText.encode(argument);
    return argument.isEmpty() ? command.verb().name() : command.verb().name() + " " + argument;
  }

  /// A line as logs, events and traces may show it: secrets masked, nothing that could forge a
  /// line.
  public static String masked(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    Optional<Verb> row = Verb.of(word);
    if (row.isPresent() && !row.get().has(Trait.SECRET)) {
      return WireText.printable(line);
    }
    // A mistyped PASS is still a password, and so may be a line of its own: of what no row knows
    // only a word that could be a verb is shown.
    if (row.isEmpty() && !isLikeVerb(word)) {
      return "***";
    }
    return space < 0 ? word : word + " ***";
  }

  private static boolean isLikeVerb(String word) {
    return word.length() <= LONGEST_VERB
        && word.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }

  private static Command malformed(Verb verb, CommandSyntaxException e) {
    return new Command.Malformed(verb, e.code(), e.reason());
  }
}
