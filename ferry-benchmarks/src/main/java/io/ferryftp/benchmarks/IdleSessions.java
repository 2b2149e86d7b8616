package io.ferryftp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens many idle logged-in sessions to a server in a heap of 256 MiB, then shows that a new
/// client is still served and what a session costs.
///
/// Arguments: the number of sessions (default 5000).
public final class IdleSessions {
  /// The heap that the server is given.
  public static final String HEAP = "256m";

  private static final int OPENERS = 16;

  private IdleSessions() {}

  /// What was seen.
  ///
  /// @param sessions open and logged in at once
  /// @param heapBeforeBytes used by the server before the first session, after a collection
  /// @param heapAfterBytes used by the server with all of them idle, after a collection
  /// @param rssBeforeBytes resident memory of the server's process before
  /// @param rssAfterBytes resident memory of the server's process with all of them idle
  /// @param freshReply the reply to NOOP of a client that came last
  public record Result(
      int sessions,
      long heapBeforeBytes,
      long heapAfterBytes,
      long rssBeforeBytes,
      long rssAfterBytes,
      String freshReply) {}

  /// Runs it once and stops the server.
  public static Result run(int sessions) throws IOException, InterruptedException {
    Process server = startServer();
    try (var out = server.inputReader(StandardCharsets.UTF_8);
        var in = new PrintWriter(server.outputWriter(StandardCharsets.UTF_8), true)) {
      int port = Integer.parseInt(out.readLine().strip());
      long heapBefore = ask(in, out);
      long rssBefore = residentBytes(server.pid());
      List<Client> clients = open(port, sessions);
      try {
        long heapAfter = ask(in, out);
        long rssAfter = residentBytes(server.pid());
        try (var fresh = new Client(port)) {
          fresh.login();
          String reply = fresh.ask("NOOP");
          return new Result(clients.size(), heapBefore, heapAfter, rssBefore, rssAfter, reply);
        }
      } finally {
        for (Client client : clients) {
          client.close();
        }
      }
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static long ask(PrintWriter in, BufferedReader out) throws IOException {
    in.println("heap");
    return Long.parseLong(Optional.ofNullable(out.readLine()).orElseThrow().strip());
  }

  private static Process startServer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            IdleServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<Client> open(int port, int sessions)
      throws IOException, InterruptedException {
    List<Client> clients = Collections.synchronizedList(new ArrayList<>());
    var failures = new AtomicInteger();
    var next = new AtomicInteger();
    var openers = new ArrayList<Thread>();
    for (int i = 0; i < OPENERS; i++) {
      openers.add(
          Thread.ofPlatform()
              .start(() -> {
                while (next.getAndIncrement() < sessions) {
                  try {
                    var client = new Client(port);
                    client.login();
                    synchronized (clients) {
                      clients.add(client);
                    }
                  } catch (IOException e) {
                    failures.incrementAndGet();
                  }
                }
              }));
    }
    for (Thread opener : openers) {
      opener.join();
    }
    if (failures.get() > 0) {
      throw new IOException(failures + " of " + sessions + " sessions could not be opened");
    }
    return clients;
  }

  private static long residentBytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS in the status of process " + pid);
  }

  /// One control connection.
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 128);
      expect("220", reply());
    }

    void login() throws IOException {
      expect("331", ask("USER " + IdleServer.USER));
      expect("230", ask("PASS " + IdleServer.PASSWORD));
    }

    String ask(String command) throws IOException {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      return reply();
    }

    private String reply() throws IOException {
      return Optional.ofNullable(in.readLine())
          .orElseThrow(() -> new IOException("the server closed the connection"));
    }

    private static void expect(String code, String reply) throws IOException {
      if (!reply.startsWith(code)) {
        throw new IOException("expected " + code + ", got: " + reply);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// Runs it and prints a line.
  public static void main(String[] args) throws Exception {
    int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
    Result result = run(sessions);
    System.out.printf(
        "%d idle sessions in a heap of %s: heap %.1f KiB and memory %.1f KiB a session,"
            + " heap in use %.1f MiB; a new client got: %s%n",
        result.sessions(),
        HEAP,
        (result.heapAfterBytes() - result.heapBeforeBytes()) / 1024.0 / sessions,
        (result.rssAfterBytes() - result.rssBeforeBytes()) / 1024.0 / sessions,
        result.heapAfterBytes() / 1048576.0,
        result.freshReply());
  }
}
