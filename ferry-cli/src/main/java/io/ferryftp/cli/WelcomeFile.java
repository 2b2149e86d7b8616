package io.ferryftp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The one file in a served directory that Ferry had to create itself, so that a first listing
/// shows something and a first download has something to fetch.
final class WelcomeFile {
  static final String NAME = "welcome.txt";

  private static final String TEXT =
      """
      Welcome to Ferry.

      This directory is served by `ferry serve`. Put files here, or upload them:
      an upload appears under its name when it is whole, never half-written.

      You can delete this file.
      """;

  private WelcomeFile() {}

  /// Writes it into a directory that is new; never over a file.
  static void write(Path directory) throws IOException {
    Files.writeString(directory.resolve(NAME), TEXT, StandardOpenOption.CREATE_NEW);
  }
}
