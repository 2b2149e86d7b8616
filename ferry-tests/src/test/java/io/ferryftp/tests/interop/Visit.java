package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A client's stay at one server.
///
/// @param port of the server, at [#HOST]
/// @param way how it talks
/// @param scratch the client's working directory and home
/// @param authority the file of the authority that vouches for the server
record Visit(int port, Way way, Path scratch, Path authority) {
  static final String HOST = "127.0.0.1";
  static final String USER = Launch.USER;
  static final String PASSWORD = Launch.PASSWORD;

  private static final Duration LIMIT = Duration.ofSeconds(40);

  /// Runs a program of the machine, or one that was unpacked.
  Peer.Outcome run(String program, String... arguments) throws IOException, InterruptedException {
    return environment().run(scratch, LIMIT, started(program, arguments));
  }

  /// The same with a list of arguments.
  Peer.Outcome run(String program, List<String> arguments)
      throws IOException, InterruptedException {
    return run(program, arguments.toArray(String[]::new));
  }

  /// Runs a program that reads its commands from standard input.
  Peer.Outcome runScript(List<String> commands, String program, String... arguments)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile(scratch, ".commands", "");
    Files.write(script, commands);
    return environment().run(scratch, LIMIT, started(program, arguments), script);
  }

  private List<String> started(String program, String... arguments) {
    // rclone takes its authorities from the environment alone.
    var command = new ArrayList<>(List.of("TZ=UTC0", "SSL_CERT_FILE=" + authority));
    command.addAll(Program.require(program).command(arguments));
    return command;
  }

  private static Peer environment() {
    return Peer.require("env");
  }
}
