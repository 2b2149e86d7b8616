package io.ferryftp.tests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The real program, running in a process of its own.
public final class FerryProcess implements AutoCloseable {
  /// How long a JVM may take to start or to end on a busy machine.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern CONTROL =
      Pattern.compile("control\"?[=:]\\s*\"?(?<host>[^\\s\"]+):(?<port>\\d+)");

  private final Process process;
  private final Queue<String> out = new ConcurrentLinkedQueue<>();
  private final Queue<String> err = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Thread outReader;
  private final Thread errReader;

  FerryProcess(Process process) {
    this.process = process;
    outReader = Thread.ofVirtual().start(this::readOut);
    errReader = Thread.ofVirtual().start(() -> read(process.getErrorStream(), err::add));
  }

  /// Waits for the line that says that logins can be served.
  public String awaitReady() {
    try {
      return ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError("the server did not get ready: " + said(), e);
    }
  }

  /// Where control connections come in, as the ready line says; an unspecified address becomes the
  /// loopback address.
  public InetSocketAddress control() {
    Matcher matcher = CONTROL.matcher(awaitReady());
    if (!matcher.find()) {
      throw new AssertionError("no address in the ready line: " + said());
    }
    String host = matcher.group("host").replaceAll("[\\[\\]]", "");
    int port = Integer.parseInt(matcher.group("port"));
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      return address.isAnyLocalAddress()
          ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
          : new InetSocketAddress(address, port);
    } catch (IllegalArgumentException e) {
      throw new AssertionError("the ready line names no address but " + host, e);
    }
  }

  /// A client connected and logged in to the account of [Launch#serve].
  public ControlClient login() throws IOException {
    return ControlClient.connect(control()).login(Launch.USER, Launch.PASSWORD);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /// Sends SIGTERM.
  public void terminate() {
    process.destroy();
  }

  /// Sends SIGKILL and waits for the end.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit(PATIENCE);
  }

  /// Waits for the end and for the last of its output; gives its exit status.
  public int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the server did not end in " + limit + ": " + said());
    }
    outReader.join();
    errReader.join();
    return process.exitValue();
  }

  /// Its standard output so far.
  public String out() {
    return lines(out);
  }

  /// Its standard error so far.
  public String err() {
    return lines(err);
  }

  /// Both outputs so far, for messages.
  public String said() {
    return "%nout: %s%nerr: %s".formatted(out(), err());
  }

  /// Kills it if it still runs.
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void readOut() {
    read(
        process.getInputStream(),
        line -> {
          out.add(line);
          if (line.startsWith("ready ") || line.contains("\"event\":\"ready\"")) {
            ready.complete(line);
          }
        });
    ready.completeExceptionally(new IllegalStateException("the process ended"));
  }

  private static void read(InputStream from, Consumer<String> into) {
    try (var reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        into.accept(line);
      }
    } catch (IOException e) {
      // The pipe of a killed process may break while it is read; what was read stays.
      into.accept("(pipe broke: " + e.getMessage() + ")");
    }
  }

  private static String lines(Queue<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
