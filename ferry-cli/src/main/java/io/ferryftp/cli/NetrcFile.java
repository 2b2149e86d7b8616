package io.ferryftp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Where `.netrc` is: where `NETRC` says, else in the home directory.
final class NetrcFile {
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private NetrcFile() {}

  /// Reads it; a file in the home directory may be missing.
  ///
  /// @param warning hears that others can read it
  static Netrc read(Map<String, String> environment, Consumer<String> warning)
      throws MistakeException {
    String named = environment.getOrDefault("NETRC", "");
    String home = environment.getOrDefault("HOME", "");
    if (named.isEmpty() && home.isEmpty()) {
      return Netrc.empty();
    }
    Path file = path(named.isEmpty() ? home + "/.netrc" : named);
    Optional<byte[]> content = content(file);
    if (content.isEmpty() && named.isEmpty()) {
      return Netrc.empty();
    }
    byte[] octets =
        content.orElseThrow(
            () -> new MistakeException("NETRC: no file %s; correct or unset it".formatted(file)));
    try {
      Netrc netrc = Netrc.parse(octets);
      warnOfReaders(file, warning);
      return netrc;
    } catch (MistakeException e) {
      throw new MistakeException(file + ": " + e.getMessage(), e);
    }
  }

  private static Path path(String text) throws MistakeException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new MistakeException("NETRC or HOME: not a path; correct it", e);
    }
  }

  private static Optional<byte[]> content(Path file) throws MistakeException {
    try (var in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(Netrc.MAX_OCTETS + 1);
      if (octets.length > Netrc.MAX_OCTETS) {
        throw new MistakeException(
            "%s has more than %d octets; it is no .netrc".formatted(file, Netrc.MAX_OCTETS));
      }
      return Optional.of(octets);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new MistakeException(
          "%s cannot be read; check that it is a file and its permissions".formatted(file), e);
    }
  }

  private static void warnOfReaders(Path file, Consumer<String> warning) throws MistakeException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
        warning.accept(
            "%s can be read by others; keep it to yourself: chmod 600 %s"
                .formatted(file, ShellWord.of(file.toString())));
      }
    } catch (IOException e) {
      throw new MistakeException("the permissions of %s cannot be read".formatted(file), e);
    }
  }
}
