package io.ferryftp.cli;

import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A directory that somebody sees as `/`: it exists, can be read, and is known by its real path.
record ServedDirectory(Path path) {
  /// What is served when nothing is named, in the working directory.
  static final String DEFAULT = "ferry-files";

  /// The directory that was named; a missing one is a mistake, not an order to create it.
  static ServedDirectory given(String what, Path named) throws MistakeException {
    if (!Files.exists(named)) {
      throw new MistakeException(
          "%s: no directory %s; create it first: mkdir -p %s"
              .formatted(what, printable(named), ShellWord.of(named.toString())));
    }
    if (!Files.isDirectory(named)) {
      throw new MistakeException(
          "%s: %s is not a directory; name the directory it is in"
              .formatted(what, printable(named)));
    }
    if (!Files.isReadable(named) || !Files.isExecutable(named)) {
      throw new MistakeException(
          "%s: no right to read %s; change its permissions or start Ferry as its owner"
              .formatted(what, printable(named)));
    }
    try {
      return new ServedDirectory(named.toRealPath());
    } catch (IOException e) {
      throw new MistakeException(
          "%s: %s cannot be opened: %s".formatted(what, printable(named), e.getMessage()), e);
    }
  }

  /// The directory that is served when none is named; created with a welcome file if it is not
  /// there yet.
  static ServedDirectory orCreate(Path standard) throws MistakeException {
    if (!Files.exists(standard)) {
      try {
        Files.createDirectories(standard);
        WelcomeFile.write(standard);
      } catch (IOException e) {
        throw new MistakeException(
            "%s cannot be created here; name a directory to serve: ferry serve DIR"
                .formatted(standard),
            e);
      }
    }
    return given("serve", standard);
  }

  /// A path from the command line.
  static Path named(String what, String text) throws MistakeException {
    try {
      if (!text.isEmpty()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw new MistakeException("%s: '%s' is not a path".formatted(what, text), e);
    }
    throw new MistakeException(what + ": the path is empty; name a directory");
  }

  /// The path in the words of [io.ferryftp.account.Account#home]: its octets as [WireText], which a
  /// Java string of the path is not in every locale.
  String home() {
    String raw = path.toUri().getRawPath();
    var octets = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        octets.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    String text = WireText.decode(octets.toByteArray());
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String printable(Path path) {
    return WireText.printable(path.toString());
  }
}
