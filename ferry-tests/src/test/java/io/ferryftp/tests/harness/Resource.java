package io.ferryftp.tests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that belongs to the tests.
public final class Resource {
  private Resource() {}

  /// Copies it into a directory, for a program of somebody else.
  ///
  /// @param name from `/`, on the class path
  public static Path copy(String name, Path directory) throws IOException {
    try (var in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      Path file = directory.resolve(name.substring(name.lastIndexOf('/') + 1));
      Files.copy(in, file);
      return file;
    }
  }
}
