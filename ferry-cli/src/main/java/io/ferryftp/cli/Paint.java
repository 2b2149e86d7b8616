package io.ferryftp.cli;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/// Whether text for people is coloured.
enum Paint {
  COLOURED,
  PLAIN;

  /// Colours on a terminal, unless the person said no (`NO_COLOR`) or the terminal cannot.
  static Paint of(Map<String, String> environment) {
    boolean wanted =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return wanted ? COLOURED : PLAIN;
  }

  String strong(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String warn(String text) {
    return paint("33", text);
  }

  private String paint(String code, String text) {
    return switch (this) {
      case COLOURED -> "\u001b[" + code + "m" + text + "\u001b[0m";
      case PLAIN -> text;
    };
  }
}
