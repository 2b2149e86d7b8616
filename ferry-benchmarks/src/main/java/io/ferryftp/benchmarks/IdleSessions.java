package io.ferryftp.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens many idle logged-in sessions to a server in a heap of 256 MiB, then shows that a new
/// client is still served and what a session costs; in clear, and under TLS.
///
/// Arguments: the number of sessions (default 5000).
public final class IdleSessions {
  /// The heap that the server is given.
  public static final String HEAP = ServerProcess.HEAP;

  private static final int OPENERS = 16;

  /// Sessions that come and go before the first look, to load classes.
  private static final int WARM_UP = 200;

  private IdleSessions() {}

  /// What was seen.
  ///
  /// @param sessions open and logged in at once
  /// @param before the first session
  /// @param after with all of them idle
  /// @param closed when all have gone again
  /// @param freshReply the reply to NOOP of a client that came last
  public record Result(
      int sessions, Memory before, Memory after, Memory closed, String freshReply) {
    /// What one session costs in the heap, in bytes.
    public long heapPerSession() {
      return (after.heapBytes() - before.heapBytes()) / sessions;
    }

    /// What one session costs, in the heap and outside of it, in bytes.
    public long memoryPerSession() {
      return heapPerSession() + (after.residentBytes() - before.residentBytes()) / sessions;
    }
  }

  /// Runs it once, with a server of its own.
  public static Result run(int sessions, Protection protection)
      throws IOException, InterruptedException {
    try (var server = new ServerProcess(protection)) {
      close(open(server.port(), WARM_UP, protection));
      Memory before = server.memory(0);
      List<IdleClient> clients = open(server.port(), sessions, protection);
      Memory after = server.memory(sessions);
      String freshReply;
      try (var fresh = new IdleClient(server.port(), protection)) {
        freshReply = fresh.ask("NOOP");
      }
      close(clients);
      return new Result(clients.size(), before, after, server.memory(0), freshReply);
    }
  }

  private static void close(List<IdleClient> clients) throws IOException {
    for (IdleClient client : clients) {
      client.close();
    }
  }

  private static List<IdleClient> open(int port, int sessions, Protection protection)
      throws IOException, InterruptedException {
    List<IdleClient> clients = Collections.synchronizedList(new ArrayList<>());
    var failures = new AtomicInteger();
    var next = new AtomicInteger();
    var openers = new ArrayList<Thread>();
    for (int i = 0; i < OPENERS; i++) {
      openers.add(
          Thread.ofPlatform()
              .start(() -> {
                while (next.getAndIncrement() < sessions) {
                  try {
                    clients.add(new IdleClient(port, protection));
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

  /// Runs it with each protection and prints a line for each.
  public static void main(String[] args) throws Exception {
    int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
    Result plain = run(sessions, Protection.NONE);
    print(Protection.NONE, plain, plain);
    for (Protection protection : List.of(Protection.TLS_1_2, Protection.TLS_1_3)) {
      print(protection, run(sessions, protection), plain);
    }
  }

  private static void print(Protection protection, Result result, Result plain) {
    System.out.printf(
        "%s: %d idle sessions in a heap of %s: heap %.1f KiB and memory %.1f KiB a session,"
            + " %.1f and %.1f KiB beyond a plain one, heap in use %.1f MiB;"
            + " a new client got: %s%n",
        protection.protocol(),
        result.sessions(),
        HEAP,
        result.heapPerSession() / 1024.0,
        result.memoryPerSession() / 1024.0,
        (result.heapPerSession() - plain.heapPerSession()) / 1024.0,
        (result.memoryPerSession() - plain.memoryPerSession()) / 1024.0,
        result.after().heapBytes() / 1048576.0,
        result.freshReply());
  }
}
