package io.ferryftp.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Standard error: lines for people, and on a terminal one line below them that is drawn anew.
final class Screen {
  private static final int STANDARD_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 20;
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream err;
  private Below below = Below.NOTHING;

  private enum Below {
    NOTHING,
    BAR
  }

  Screen(PrintStream err) {
    this.err = err;
  }

  /// A line that stays.
  synchronized void line(String text) {
    clear();
    err.println(text);
    err.flush();
  }

  /// Draws the last line anew.
  synchronized void bar(String text) {
    err.print(ERASE + text);
    err.flush();
    below = Below.BAR;
  }

  /// Takes the last line away.
  synchronized void clear() {
    if (below == Below.BAR) {
      err.print(ERASE);
      err.flush();
      below = Below.NOTHING;
    }
  }

  /// How wide the terminal is that standard error is, as `COLUMNS` says or 80; empty if it is none,
  /// or one that cannot draw.
  static Optional<Integer> columns(Map<String, String> environment) {
    if (environment.getOrDefault("TERM", "dumb").equals("dumb") || !isTerminal()) {
      return Optional.empty();
    }
    String given = environment.getOrDefault("COLUMNS", "");
    int columns = given.matches("[0-9]{1,4}") ? Integer.parseInt(given) : STANDARD_COLUMNS;
    return Optional.of(Math.max(columns, LEAST_COLUMNS));
  }

  // Java asks for standard input and output alone; where the system tells more, it is asked.
  private static boolean isTerminal() {
    Path descriptor = Path.of("/proc/self/fd/2");
    try {
      if (Files.exists(descriptor)) {
        return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/|tty|console).*");
      }
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
