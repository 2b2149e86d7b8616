package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;

/// The representation types that Ferry speaks (RFC 959 §3.1.1).
public enum Representation {
  /// Text with lines that end in CR LF on the data connection; non-print.
  ASCII("A"),
  /// Octets as they are; also what `L 8` means.
  IMAGE("I");

  private final String word;

  Representation(String word) {
    this.word = word;
  }

  /// The representation of TYPE's argument: `A`, `A N`, `I` or `L 8`, in any letter case.
  ///
  /// @throws CommandSyntaxException 504 for a type that is not spoken here, 501 for what is no type
  public static Representation parse(String argument) throws CommandSyntaxException {
    String word = argument.toUpperCase(Locale.ROOT);
    return switch (word) {
      case "A", "A N" -> ASCII;
      case "I", "L 8" -> IMAGE;
      case "A T", "A C" -> throw CommandSyntaxException.notImplemented("TYPE A is non-print");
      case "" -> throw CommandSyntaxException.badArgument("a type is needed");
      default -> throw unknown(word);
    };
  }

  /// The argument of TYPE.
  public String format() {
    return word;
  }

  private static CommandSyntaxException unknown(String word) {
    boolean malformed =
        switch (word.charAt(0)) {
          case 'A', 'I' -> true;
          case 'L' -> !word.matches("L [0-9]{1,3}");
          default -> false;
        };
    return malformed
        ? CommandSyntaxException.badArgument("the type is not well formed")
        : CommandSyntaxException.notImplemented("types are A and I");
  }
}
