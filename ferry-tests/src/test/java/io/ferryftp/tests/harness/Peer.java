package io.ferryftp.tests.harness;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// An installed program of somebody else.
///
/// @param name of the program
/// @param program where it is
public record Peer(String name, Path program) {
  /// What a run came to.
  ///
  /// @param command that was run
  /// @param exit its status
  /// @param out its standard output
  /// @param err its standard error
  public record Outcome(List<String> command, int exit, String out, String err) {
    /// Fails the test unless the program was content.
    public Outcome orFail() {
      if (exit != 0) {
        throw new AssertionError(
            "exit status %d of %s%nout: %s%nerr: %s"
                .formatted(exit, String.join(" ", command), out, err));
      }
      return this;
    }
  }

  /// The program on the PATH; where it is missing, the test is skipped and reported as such, by
  /// words that the build machine looks for.
  public static Peer require(String name) {
    return find(name).orElseGet(() -> Assumptions.abort("peer " + name + " is not installed"));
  }

  /// The program on the PATH.
  public static Optional<Peer> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(directory, name);
      if (!directory.isEmpty() && Files.isExecutable(program)) {
        return Optional.of(new Peer(name, program));
      }
    }
    return Optional.empty();
  }

  /// Runs it to its end in a directory, which is also its home, so that no configuration of this
  /// machine's user takes part.
  public Outcome run(Path directory, Duration limit, List<String> arguments)
      throws IOException, InterruptedException {
    return run(directory, limit, arguments, Path.of("/dev/null"));
  }

  /// The same with a file as standard input.
  public Outcome run(Path directory, Duration limit, List<String> arguments, Path input)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile(directory, ".out", "");
    Path err = Files.createTempFile(directory, ".err", "");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().keySet().removeIf(Peer::isProxySetting);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      String said = read(out);
      String complained = read(err);
      if (!ended) {
        throw new AssertionError(
            "%s did not end in %s%nout: %s%nerr: %s"
                .formatted(String.join(" ", command), limit, said, complained));
      }
      return new Outcome(command, process.exitValue(), said, complained);
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static boolean isProxySetting(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy");
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
