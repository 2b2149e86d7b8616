package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one row: what is there before, and what has to be there afterwards.
///
/// @param here the row's own directory, below the home of the account
/// @param outside a directory that nobody serves
/// @param scale which amounts are played
record RowFiles(Path here, Path outside, Scale scale) {
  /// Of a name of `files`, so that a listing of many is longer than what connections buffer.
  private static final int LONG_NAME = 250;

  private static final String SECRET = "secret";

  /// Lays them down.
  ///
  /// @param home of the account
  /// @param outside for what must stay as it is
  static RowFiles lay(TortureRow row, Path home, Path outside, Scale scale) throws IOException {
    Path here = Files.createDirectories(home.resolve(row.id()));
    Files.createDirectories(outside);
    Files.writeString(outside.resolve(SECRET), SECRET);
    var files = new RowFiles(here, outside, scale);
    for (String dir : row.all("dir")) {
      Files.createDirectories(files.path(dir));
    }
    for (String file : row.all("file")) {
      String[] parts = file.split(" ", 2);
      Path path = files.path(parts[0]);
      Files.createDirectories(path.resolveSibling(""));
      Files.write(path, Octets.content(parts.length > 1 ? parts[1] : ""));
    }
    for (String many : row.all("files")) {
      for (int i = Amount.parse(many).at(scale); i > 0; i--) {
        Files.createFile(here.resolve(i + "-" + "n".repeat(LONG_NAME - ("" + i).length() - 1)));
      }
    }
    for (String link : row.all("link")) {
      String[] parts = link.split(" ", 2);
      Files.createSymbolicLink(files.path(parts[0]), Path.of(files.text(parts[1])));
    }
    for (String link : row.all("hardlink")) {
      String[] parts = link.split(" ", 2);
      Files.createLink(files.path(parts[0]), Path.of(files.text(parts[1])));
    }
    return files;
  }

  /// The first thing that is not as it has to be; empty if all is.
  Optional<String> amiss(TortureRow row) throws IOException {
    for (String rule : row.all("then")) {
      String[] words = rule.split(" ", 3);
      if (!holds(words)) {
        return Optional.of("not so: " + rule);
      }
    }
    if (!Files.readString(outside.resolve(SECRET)).equals(SECRET)) {
      return Optional.of("a file outside has changed");
    }
    try (Stream<Path> entries = Files.list(outside)) {
      return entries.count() == 1 ? Optional.empty() : Optional.of("a file outside is new");
    }
  }

  /// `absent NAME`, `there NAME`, `file NAME CONTENT`, `octets NAME COUNT`, `one-of NAME LENGTH`
  /// (so many octets, all the same), `names COUNT`.
  private boolean holds(String[] words) throws IOException {
    return switch (words[0]) {
      case "absent" -> Files.notExists(path(words[1]), LinkOption.NOFOLLOW_LINKS);
      case "there" -> Files.exists(path(words[1]), LinkOption.NOFOLLOW_LINKS);
      case "file" ->
          Arrays.equals(
              Files.readAllBytes(path(words[1])), Octets.content(words.length > 2 ? words[2] : ""));
      case "octets" -> Files.size(path(words[1])) == Long.parseLong(words[2]);
      case "one-of" -> isOneOf(Files.readAllBytes(path(words[1])), Integer.parseInt(words[2]));
      case "names" -> {
        try (Stream<Path> entries = Files.list(here)) {
          yield entries.count() == Amount.parse(words[1]).at(scale);
        }
      }
      default -> throw new IllegalArgumentException("then " + words[0]);
    };
  }

  private static boolean isOneOf(byte[] content, int length) {
    var same = new byte[length];
    Arrays.fill(same, content.length == 0 ? 0 : content[0]);
    return Arrays.equals(content, same);
  }

  private Path path(String name) {
    return here.resolve(text(name));
  }

  private String text(String template) {
    var values = new HashMap<>(Map.of("outside", outside.toString()));
    return new String(Octets.of(template, values), StandardCharsets.UTF_8);
  }
}
