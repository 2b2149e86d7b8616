package io.ferryftp.cli;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.io.Console;
import java.util.Optional;

/// Asks for a password on the terminal, without showing it.
final class ConsolePrompt implements Logins.Prompt {
  @Override
  public Optional<Secret> ask(String user, String host) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> ask(console, user, host));
  }

  private static Optional<Secret> ask(Console console, String user, String host) {
    String question = WireText.printable("password for %s at %s: ".formatted(user, host));
    return Optional.ofNullable(console.readPassword("%s", question))
        .map(typed -> Secret.of(new String(typed)));
  }
}
