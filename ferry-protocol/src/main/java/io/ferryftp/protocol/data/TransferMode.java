package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;

/// The transfer modes that Ferry speaks (RFC 959 §3.4).
public enum TransferMode {
  /// Octets, and the end of the connection is the end of the file.
  STREAM("S");

  private final String word;

  TransferMode(String word) {
    this.word = word;
  }

  /// The mode of MODE's argument: `S` in any letter case.
  ///
  /// @throws CommandSyntaxException 504 for any other, 501 for none
  public static TransferMode parse(String argument) throws CommandSyntaxException {
    if (argument.isEmpty()) {
      throw CommandSyntaxException.badArgument("a mode is needed");
    }
    // U+017F upper-cases to S, so letter case is not left to the library here.
    if (!argument.equals("S") && !argument.equals("s")) {
      throw CommandSyntaxException.notImplemented("the mode is S");
    }
    return STREAM;
  }

  /// The argument of MODE.
  public String format() {
    return word;
  }
}
