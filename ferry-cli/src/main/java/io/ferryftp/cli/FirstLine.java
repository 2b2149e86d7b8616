package io.ferryftp.cli;

import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A password in the first line of a file, where no list of processes shows it.
final class FirstLine {
  // Longer first lines are not passwords but a wrong file.
  private static final int MOST_OCTETS = 4096;

  private FirstLine() {}

  /// The password.
  ///
  /// @param what the option that names the file, for failures
  static Secret of(String what, Path file) throws MistakeException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(MOST_OCTETS + 1);
    } catch (NoSuchFileException e) {
      throw new MistakeException(
          "%s: no password file %s; create it with the password in its first line"
              .formatted(what, file),
          e);
    } catch (IOException e) {
      throw new MistakeException(
          "%s: the password file %s cannot be read; check that it is a file and its permissions"
              .formatted(what, file),
          e);
    }
    String line = new String(head, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    if (line.isEmpty() || line.getBytes(StandardCharsets.UTF_8).length > MOST_OCTETS) {
      throw new MistakeException(
          "%s: the first line of %s is %s; put the password there"
              .formatted(what, file, line.isEmpty() ? "empty" : "too long"));
    }
    return Secret.of(line);
  }
}
