package io.ferryftp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/// The option `--data`: where Ferry keeps its own state. It must not be reachable by FTP, so it is
/// refused inside a served directory and around one.
final class DataDirectory {
  private DataDirectory() {}

  /// The directory for this user when `--data` is not given.
  static Path standard(UnixUser user) {
    return user.kind() == UnixUser.Kind.ROOT
        ? Path.of("/var/lib/ferry")
        : user.home().resolve(".local/state/ferry");
  }

  /// The directory, made absolute and free of symbolic links as far as it exists, and apart from
  /// everything that is served. It is created by whoever locks it.
  static Path apart(Path data, Collection<Path> served) throws MistakeException {
    Path real = real(data);
    for (Path directory : served) {
      if (real.startsWith(directory)) {
        throw new MistakeException(
            "--data %s lies inside the served directory %s; choose another with --data DIR"
                .formatted(real, directory));
      }
      if (directory.startsWith(real)) {
        throw new MistakeException(
            "--data %s contains the served directory %s; choose another with --data DIR"
                .formatted(real, directory));
      }
    }
    if (Files.exists(real) && !Files.isDirectory(real)) {
      throw new MistakeException(
          "--data %s is not a directory; choose another with --data DIR".formatted(real));
    }
    return real;
  }

  private static Path real(Path data) throws MistakeException {
    Path absolute = data.toAbsolutePath();
    try {
      // Links are resolved before `..` is: the part that exists is asked, the rest is only names.
      Path existing = absolute;
      while (!Files.exists(existing)) {
        existing = Optional.ofNullable(existing.getParent()).orElse(absolute.getRoot());
      }
      return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw new MistakeException(
          "--data %s cannot be opened: %s".formatted(absolute, e.getMessage()), e);
    }
  }
}
