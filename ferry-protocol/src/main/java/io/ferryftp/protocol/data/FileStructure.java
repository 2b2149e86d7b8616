package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;

/// The file structures that Ferry speaks (RFC 959 §3.1.2).
public enum FileStructure {
  /// A sequence of octets without records.
  FILE("F"),
  /// A sequence of records, which are the lines of a text (RFC 959 §3.1.2.2).
  RECORD("R");

  private final String word;

  FileStructure(String word) {
    this.word = word;
  }

  /// The structure of STRU's argument: `F` or `R` in any letter case.
  ///
  /// @throws CommandSyntaxException 504 for any other, 501 for none
  public static FileStructure parse(String argument) throws CommandSyntaxException {
    if (argument.isEmpty()) {
      throw CommandSyntaxException.badArgument("a structure is needed");
    }
    for (FileStructure structure : values()) {
      if (argument.equalsIgnoreCase(structure.word)) {
        return structure;
      }
    }
    throw CommandSyntaxException.notImplemented("the structures are F and R");
  }

  /// The argument of STRU.
  public String format() {
    return word;
  }
}
