package io.ferryftp.cli;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.account.KnownPassword;
import io.ferryftp.server.account.PasswordHash;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The option `--user`: NAME:PASSWORD[:DIR], or NAME:@FILE[:DIR] with the password in the first
/// line of a file, or its hash, which begins with `$pbkdf2-sha256$`.
///
/// NAME ends at the first `:`. DIR starts after the last `:` that is followed by `/`, `./` or
/// `../`, so a password may hold colons. Messages never quote what was typed behind the name.
///
/// @param directory what this user sees; empty: the served directory
record UserOption(String name, KnownPassword password, Optional<Path> directory) {
  private static final String FORMS = "write NAME:PASSWORD, NAME:PASSWORD:/DIR or NAME:@FILE";

  static UserOption parse(String text) throws MistakeException {
    int colon = text.indexOf(':');
    if (colon < 0) {
      // Without a colon it may be a password that was typed alone: it is not repeated.
      throw new MistakeException("--user: no ':' between name and password; " + FORMS);
    }
    String name = text.substring(0, colon);
    if (name.isEmpty() || WireText.hasControl(name)) {
      throw new MistakeException("--user: no name in front of the first ':'; " + FORMS);
    }
    String rest = text.substring(colon + 1);
    int directoryColon = directoryColon(rest);
    String given = directoryColon < 0 ? rest : rest.substring(0, directoryColon);
    Optional<Path> directory =
        directoryColon < 0
            ? Optional.empty()
            : Optional.of(path(name, rest.substring(directoryColon + 1)));
    KnownPassword password =
        given.startsWith("@")
            ? inFile(name, path(name, given.substring(1)))
            : new KnownPassword.Clear(Secret.of(given));
    if (password instanceof KnownPassword.Clear(var clear) && clear.isEmpty()) {
      throw new MistakeException("--user %s: the password is empty; %s".formatted(name, FORMS));
    }
    return new UserOption(name, password, directory);
  }

  private static KnownPassword inFile(String name, Path file) throws MistakeException {
    Secret line = FirstLine.of("--user " + name, file);
    if (!PasswordHash.isMeant(line)) {
      return new KnownPassword.Clear(line);
    }
    return PasswordHash.parse(line)
        .map(KnownPassword.Hashed::new)
        .orElseThrow(() ->
            new MistakeException(
                "--user %s: the first line of %s begins as a hash and is none that Ferry reads;"
                        .formatted(name, file)
                    + " docs/operations.md says how to make one"));
  }

  private static int directoryColon(String rest) {
    for (int i = rest.lastIndexOf(':'); i >= 0; i = rest.lastIndexOf(':', i - 1)) {
      String after = rest.substring(i + 1);
      if (after.startsWith("/") || after.startsWith("./") || after.startsWith("../")) {
        return i;
      }
    }
    return -1;
  }

  private static Path path(String name, String text) throws MistakeException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new MistakeException("--user %s: not a path".formatted(name), e);
    }
  }
}
