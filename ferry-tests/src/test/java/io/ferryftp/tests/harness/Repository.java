package io.ferryftp.tests.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the repository is, seen from a test.
public final class Repository {
  private Repository() {}

  /// The directory that holds `check`, upwards from the working directory.
  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("ferry-protocol/pom.xml"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException("tests run outside the repository");
      }
      directory = parent;
    }
    return directory;
  }
}
