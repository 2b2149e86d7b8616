package io.ferryftp.server.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a program of the tests in a Java of its own.
final class ChildJava {
  private ChildJava() {}

  static ProcessBuilder command(Class<?> program, String... arguments) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
