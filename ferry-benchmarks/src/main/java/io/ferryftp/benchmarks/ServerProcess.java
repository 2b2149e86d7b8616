package io.ferryftp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An [IdleServer] in a process of its own, with all of its heap in memory from the start, so that
/// what its memory grows by is outside of the heap.
final class ServerProcess implements AutoCloseable {
  /// The heap that the server is given.
  static final String HEAP = "256m";

  private final Process process;
  private final PrintWriter in;
  private final BufferedReader out;
  private final int port;

  /// Starts one and waits until it serves.
  ///
  /// @param protection that clients may ask for
  ServerProcess(Protection protection) throws IOException {
    this(protection, Optional.empty());
  }

  /// Starts one that serves the files of a directory.
  ServerProcess(Protection protection, Path home) throws IOException {
    this(protection, Optional.of(home));
  }

  private ServerProcess(Protection protection, Optional<Path> home) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                // Else a collection leaves up to a twentieth of what is dead where it lies.
                "-XX:MarkSweepDeadRatio=0",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                IdleServer.class.getName(),
                protection.name(),
                home.map(Path::toString).orElse(""))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    out = process.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(line());
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /// What the server uses with so many sessions, for which this waits.
  Memory memory(int sessions) throws IOException {
    in.println(sessions);
    return new Memory(Long.parseLong(line()), residentBytes());
  }

  private String line() throws IOException {
    return Optional.ofNullable(out.readLine())
        .orElseThrow(() -> new IOException("the server has ended"))
        .strip();
  }

  private long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS in the status of process " + process.pid());
  }

  /// Ends the server, and waits for its end.
  @Override
  public void close() {
    in.close();
    process.onExit().join();
  }
}
