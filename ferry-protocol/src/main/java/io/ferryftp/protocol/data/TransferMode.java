package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;

/// The transfer modes that Ferry speaks (RFC 959 §3.4).
public enum TransferMode {
  /// Octets, and the end of the connection is the end of the file.
  STREAM("S"),
  /// Blocks with a header each.
  BLOCK("B"),
  /// Runs of the same octet become two octets or one.
  COMPRESSED("C"),
  /// One zlib stream (draft-preston-ftpext-deflate).
  DEFLATE("Z");

  private final String word;

  TransferMode(String word) {
    this.word = word;
  }

  /// The mode of MODE's argument: `S`, `B`, `C` or `Z` in any letter case.
  ///
  /// @throws CommandSyntaxException 504 for any other, 501 for none
  public static TransferMode parse(String argument) throws CommandSyntaxException {
    if (argument.isEmpty()) {
      throw CommandSyntaxException.badArgument("a mode is needed");
    }
    for (TransferMode mode : values()) {
      // U+017F upper-cases to S, so letter case is not left to the library here.
      if (argument.equals(mode.word) || argument.equals(mode.word.toLowerCase(Locale.ROOT))) {
        return mode;
      }
    }
    throw CommandSyntaxException.notImplemented("the modes are S, B, C and Z");
  }

  /// The argument of MODE.
  public String format() {
    return word;
  }
}
