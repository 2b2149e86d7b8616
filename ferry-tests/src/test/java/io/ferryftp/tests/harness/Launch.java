package io.ferryftp.tests.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// How the program is to be started, as a server or as a short command; immutable, each change
/// gives another one.
///
/// @param prefix a program, with its arguments, that starts the JVM, such as setpriv; may be empty
/// @param virtualMachine options of the JVM
/// @param arguments of the program
/// @param environment of the process, whole
/// @param scratch its working directory and home
public record Launch(
    List<String> prefix,
    List<String> virtualMachine,
    List<String> arguments,
    Map<String, String> environment,
    Path scratch) {
  /// The account of a server that [#serve] starts.
  public static final String USER = "tester";

  /// Its password.
  public static final String PASSWORD = "let: me/in";

  private static final String MAIN = "io.ferryftp.cli.Ferry";

  // As the launcher starts it, in a small heap; the quick compiler, because tests are short.
  private static final List<String> VIRTUAL_MACHINE =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Djdk.serialFilter=!*",
          "-Dfile.encoding=UTF-8",
          "-Djdk.tls.client.enableSessionTicketExtension=false",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m");

  public Launch {
    prefix = List.copyOf(prefix);
    virtualMachine = List.copyOf(virtualMachine);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// The program with these arguments and nothing else, on this pass's engine of TLS.
  public static Launch ferry(Path scratch, String... arguments) {
    return new Launch(
        List.of(),
        joined(VIRTUAL_MACHINE, EnginePass.options().toArray(String[]::new)),
        List.of(arguments),
        Map.of("PATH", "/usr/bin:/bin", "HOME", scratch.toString(), "LC_ALL", "C.UTF-8"),
        scratch);
  }

  /// `ferry serve` of a directory with one account, on free ports of a loopback address. The
  /// server's own state is below `scratch`.
  public static Launch serve(Path directory, Path scratch) {
    return ferry(scratch, "serve", directory.toString())
        .with("--user", USER + ":" + PASSWORD)
        .with("--data", scratch.resolve("data").toString());
  }

  /// The same, listening there.
  public Launch listen(String address) {
    return with("--listen", address).with("--passive-ports", "0");
  }

  /// The same, with more arguments.
  public Launch with(String... more) {
    return new Launch(prefix, virtualMachine, joined(arguments, more), environment, scratch);
  }

  /// The same, with more options for the JVM.
  public Launch virtualMachine(String... more) {
    return new Launch(prefix, joined(virtualMachine, more), arguments, environment, scratch);
  }

  /// The same, started by another program.
  public Launch startedBy(String... program) {
    return new Launch(List.of(program), virtualMachine, arguments, environment, scratch);
  }

  /// The same, with a variable of the environment.
  public Launch environment(String name, String value) {
    var changed = new TreeMap<>(environment);
    changed.put(name, value);
    return new Launch(prefix, virtualMachine, arguments, changed, scratch);
  }

  /// Starts it and returns when it is ready.
  public FerryProcess start() throws IOException {
    FerryProcess process = spawn();
    try {
      process.awaitReady();
      return process;
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  /// Runs it to its end, with nothing on standard input.
  public Ran run() throws IOException, InterruptedException {
    return run(new byte[0]);
  }

  /// Runs it to its end.
  ///
  /// @param in its standard input
  public Ran run(byte[] in) throws IOException, InterruptedException {
    Process process = process().start();
    try {
      var out = CompletableFuture.supplyAsync(() -> octets(process.getInputStream()));
      var err = CompletableFuture.supplyAsync(() -> octets(process.getErrorStream()));
      try (var to = process.getOutputStream()) {
        to.write(in);
      }
      if (!process.waitFor(FerryProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            arguments + " did not end: " + new String(err.join(), StandardCharsets.UTF_8));
      }
      return new Ran(
          process.exitValue(), out.join(), new String(err.join(), StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts it and returns at once.
  public FerryProcess spawn() throws IOException {
    return new FerryProcess(process().start());
  }

  private ProcessBuilder process() throws IOException {
    Files.createDirectories(scratch);
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(virtualMachine);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static byte[] octets(InputStream from) {
    try (from) {
      return from.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> joined(List<String> first, String... more) {
    var all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
