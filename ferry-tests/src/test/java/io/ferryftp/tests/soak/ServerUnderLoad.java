package io.ferryftp.tests.soak;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A [SoakServer] in its process, seen from outside.
final class ServerUnderLoad implements AutoCloseable {
  private final Process process;
  private final BufferedReader from;
  private final BufferedWriter to;
  private final int port;

  /// Starts it; when this returns, logins can be served.
  ///
  /// @param log of what it has to complain of
  /// @param idle how long a session may be idle
  ServerUnderLoad(Path directory, Path data, Path log, Duration idle) throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-Djdk.tls.client.enableSessionTicketExtension=false",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SoakServer.class.getName(),
                    directory.toString(),
                    data.toString(),
                    idle.toString()))
            .redirectError(log.toFile())
            .start();
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    port = Integer.parseInt(line());
  }

  InetSocketAddress control() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// What it has done and what it holds now.
  Map<String, Long> report() throws IOException {
    to.write("report\n");
    to.flush();
    var counts = new TreeMap<String, Long>();
    for (String entry : line().split(";", -1)) {
      int at = entry.indexOf('=');
      counts.put(entry.substring(0, at), Long.valueOf(entry.substring(at + 1)));
    }
    return counts;
  }

  private String line() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new EOFException("the server has ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
