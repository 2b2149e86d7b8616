package io.ferryftp.tests.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of somebody else that is installed, or that `.ci/peers` unpacked below `target/peers`
/// together with the libraries that it needs and this machine lacks.
///
/// @param file where it is
/// @param libraries the directories of its own libraries; empty for an installed program
public record Program(Path file, List<Path> libraries) {
  private static final List<String> DIRECTORIES =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin");

  public Program {
    libraries = List.copyOf(libraries);
  }

  /// The program; where it is missing, the test is skipped and reported as such, by words that the
  /// build machine looks for.
  public static Program require(String name) {
    return find(name).orElseGet(() -> Assumptions.abort("peer " + name + " is not installed"));
  }

  /// The program, wherever it is.
  public static Optional<Program> find(String name) {
    Optional<Program> installed =
        Peer.find(name)
            .map(Peer::program)
            .or(() ->
                DIRECTORIES.stream()
                    .map(directory -> Path.of(directory, name))
                    .filter(Files::isExecutable)
                    .findFirst())
            .map(file -> new Program(file, List.of()));
    return installed.or(() -> unpacked(name));
  }

  /// A file or directory that a package brings, under the root that it was unpacked into.
  public static Optional<Path> unpackedPath(String path) {
    return roots().stream().map(root -> root.resolve(path)).filter(Files::exists).findFirst();
  }

  /// A command line that runs it with its own libraries, whatever starts it.
  public List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    if (!libraries.isEmpty()) {
      String path =
          libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      command.addAll(List.of("env", "LD_LIBRARY_PATH=" + path));
    }
    command.add(file.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Optional<Program> unpacked(String name) {
    return roots().stream()
        .flatMap(root ->
            Stream.of("usr/sbin", "usr/bin")
                .map(directory -> root.resolve(directory).resolve(name))
                .filter(Files::isExecutable)
                .map(file -> new Program(file, librariesBelow(root))))
        .findFirst();
  }

  private static List<Path> roots() {
    return entries(Repository.root().resolve("target/peers")).stream()
        .map(unpacked -> unpacked.resolve("root"))
        .toList();
  }

  /// Debian keeps libraries in a directory named after the machine's kind.
  private static List<Path> librariesBelow(Path root) {
    return Stream.of("usr/lib", "lib")
        .flatMap(directory -> entries(root.resolve(directory)).stream())
        .filter(directory -> directory.getFileName().toString().endsWith("-linux-gnu"))
        .toList();
  }

  private static List<Path> entries(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError("cannot list " + directory, e);
    }
  }
}
