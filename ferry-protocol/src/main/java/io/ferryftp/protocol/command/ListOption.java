package io.ferryftp.protocol.command;

import java.util.Optional;

/// An option of LIST, NLST and STAT in the way of `ls`: no RFC knows them, most clients send them.
public enum ListOption {
  /// Hidden names too.
  ALL('a'),
  /// The long form.
  LONG('l'),
  /// One name a line.
  ONE('1'),
  /// Directories below too.
  RECURSIVE('R'),
  /// Newest first.
  TIME('t');

  private final char letter;

  ListOption(char letter) {
    this.letter = letter;
  }

  /// Its letter in an option word.
  public char letter() {
    return letter;
  }

  /// The option of a letter; case matters, as in `ls`.
  static Optional<ListOption> of(char letter) {
    for (ListOption option : values()) {
      if (option.letter == letter) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}
