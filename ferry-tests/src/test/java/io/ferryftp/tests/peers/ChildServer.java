package io.ferryftp.tests.peers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// A server's process, which is ready as soon as it greets.
final class ChildServer implements RunningServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOG_LINES = 30;

  private final Process process;
  private final Site site;

  private ChildServer(Process process, Site site) {
    this.process = process;
    this.site = site;
  }

  /// Starts the command and waits for the greeting.
  static ChildServer start(Site site, List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(site.scratch().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(site.scratch().resolve("output.log").toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    if (site.protection().flatMap(Protection::only).isPresent()) {
      Path settings = site.protection().get().openSslSettings(site);
      builder.environment().put("OPENSSL_CONF", settings.toString());
    }
    var server = new ChildServer(builder.start(), site);
    try {
      Awaitility.await("greeting of " + command)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !server.process.isAlive() || greets(site));
      if (!server.process.isAlive()) {
        throw new AssertionError(command + " ended at once: " + server.log());
      }
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress control() {
    return site.control();
  }

  @Override
  public String log() {
    try (var logs = Files.newDirectoryStream(site.scratch(), "*.log")) {
      var tail = new ArrayList<String>();
      for (Path log : logs) {
        tail.add("-- " + log.getFileName());
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        tail.addAll(lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
      }
      return String.join("\n", tail);
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    // A session's process outlives the one that listens, and is nobody's child then.
    List<ProcessHandle> sessions = process.descendants().collect(Collectors.toList());
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      sessions.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean greets(Site site) {
    try (var socket = new Socket()) {
      socket.connect(site.control(), Math.toIntExact(PATIENCE.toMillis()));
      if (site.isImplicit()) {
        return true; // It waits for the client to begin.
      }
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      return Objects.requireNonNullElse(in.readLine(), "").startsWith("220");
    } catch (IOException notYet) {
      return false;
    }
  }
}
