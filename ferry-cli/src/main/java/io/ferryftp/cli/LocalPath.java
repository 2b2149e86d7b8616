package io.ferryftp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Paths on the command line.
final class LocalPath {
  private LocalPath() {}

  static Path parse(String what, String text) throws MistakeException {
    try {
      if (!text.isEmpty()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw new MistakeException("%s: '%s' is not a path".formatted(what, text), e);
    }
    throw new MistakeException(what + ": the path is empty");
  }
}
