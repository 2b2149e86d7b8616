package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;

/// The representation types that Ferry speaks (RFC 959 §3.1.1).
public enum Representation {
  /// Text with lines that end in CR LF on the data connection; non-print.
  ASCII("A"),
  /// Text in EBCDIC, with lines that end in NL on the data connection; non-print.
  EBCDIC("E"),
  /// Octets as they are; also what `L 8` means.
  IMAGE("I");

  private final String word;

  Representation(String word) {
    this.word = word;
  }

  /// The representation of TYPE's argument: `A`, `E`, each also with a format, `I` or `L 8`, in any
  /// letter case. The formats T and C are taken for N: what controls a printer is in the text, and
  /// stays in it (RFC 959 §3.1.1.5).
  ///
  /// @throws CommandSyntaxException 504 for a type that is not spoken here, 501 for what is no type
  public static Representation parse(String argument) throws CommandSyntaxException {
    String word = argument.toUpperCase(Locale.ROOT);
    return switch (word) {
      case "A", "A N", "A T", "A C" -> ASCII;
      case "E", "E N", "E T", "E C" -> EBCDIC;
      case "I", "L 8" -> IMAGE;
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
          case 'A', 'E', 'I' -> true;
          case 'L' -> !word.matches("L [0-9]{1,3}");
          default -> false;
        };
    return malformed
        ? CommandSyntaxException.badArgument("the type is not well formed")
        : CommandSyntaxException.notImplemented("the types are A, E, I and L 8");
  }
}
