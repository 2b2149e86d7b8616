package io.ferryftp.tests.conformance;

import io.ferryftp.protocol.command.Verb;

/// What stands behind a verb, whether it makes sense there or not.
enum Argument {
  NONE,
  EMPTY,
  FOUR_KILOBYTES,
  UTF8,
  NUL;

  /// The longest line that a server takes, with its line end.
  private static final int LINE_OCTETS = 4096;

  /// The line of a verb with this argument, without its line end.
  String line(Verb verb) {
    String word = verb == Verb.UNKNOWN ? "XYZZY" : verb.name();
    return switch (this) {
      case NONE -> word;
      case EMPTY -> word + " ";
      case FOUR_KILOBYTES -> word + " " + "x".repeat(LINE_OCTETS - word.length() - 3);
      case UTF8 -> word + " Ä 日本 \uD83D\uDEA2";
      case NUL -> word + " a\0b";
    };
  }
}
