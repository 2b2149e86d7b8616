package io.ferryftp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What a server does for so many sessions at once, all of which ask as fast as they are answered.
///
/// @param sessions logged in
/// @param noop what NOOP costs while all of them send it
/// @param download what a file of 4 KiB costs while all of them fetch it
/// @param heapBytes in use while they are idle, after a collection
record SessionGrowth(int sessions, Load noop, Load download, long heapBytes) {
  private static final int FILE_OCTETS = 4096;
  private static final String FILE = "small";
  private static final int OPENERS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(3);

  /// Many times the same.
  ///
  /// @param perSecond of all sessions together
  /// @param medianNanos of one
  /// @param slowNanos what one in a hundred takes at least
  record Load(double perSecond, long medianNanos, long slowNanos) {
    static Load of(List<Long> nanos, long elapsed) {
      var sorted = nanos.stream().sorted().toList();
      return new Load(
          nanos.size() / (elapsed / 1e9),
          sorted.get(sorted.size() / 2),
          sorted.get((int) (sorted.size() * 0.99)));
    }
  }

  /// What a session does again and again; how long it took, in nanoseconds.
  @FunctionalInterface
  private interface Work {
    long doOnce(DataClient client) throws IOException;
  }

  /// Measures it with a server of its own in another process.
  ///
  /// @param home an empty directory for the files
  static SessionGrowth measure(int sessions, Path home) throws IOException, InterruptedException {
    Files.write(home.resolve(FILE), new byte[FILE_OCTETS]);
    try (var server = new ServerProcess(Protection.NONE, home)) {
      Work noop = client -> client.ask("NOOP");
      Work download = client -> client.receive("RETR " + FILE).totalNanos();
      List<DataClient> few = open(server.port(), Math.min(sessions, OPENERS));
      load(few, noop, WARM_UP);
      load(few, download, WARM_UP);
      close(few);
      List<DataClient> all = open(server.port(), sessions);
      Memory memory = server.memory(sessions);
      Load replies = load(all, noop, WINDOW);
      Load files = load(all, download, WINDOW);
      close(all);
      return new SessionGrowth(sessions, replies, files, memory.heapBytes());
    } finally {
      Files.delete(home.resolve(FILE));
    }
  }

  private static void close(List<DataClient> clients) throws IOException {
    for (DataClient client : clients) {
      client.close();
    }
  }

  private static List<DataClient> open(int port, int sessions)
      throws IOException, InterruptedException {
    List<DataClient> clients = Collections.synchronizedList(new ArrayList<>());
    var next = new AtomicInteger();
    everybody(
        Math.min(OPENERS, sessions),
        _ -> {
          while (next.getAndIncrement() < sessions) {
            clients.add(new DataClient(port, FILE_OCTETS));
          }
        });
    return clients;
  }

  /// Every session works until the time is over; what it is doing then counts, and so does its
  /// time.
  private static Load load(List<DataClient> clients, Work work, Duration window)
      throws IOException, InterruptedException {
    List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    everybody(
        clients.size(),
        i -> {
          var own = new ArrayList<Long>();
          do {
            own.add(work.doOnce(clients.get(i)));
          } while (System.nanoTime() - start < window.toNanos());
          nanos.addAll(own);
        });
    return Load.of(nanos, System.nanoTime() - start);
  }

  @FunctionalInterface
  private interface Part {
    void run(int index) throws IOException;
  }

  private static void everybody(int count, Part part) throws IOException, InterruptedException {
    var failures = new ConcurrentLinkedQueue<IOException>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < count; i++) {
      int index = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  part.run(index);
                } catch (IOException e) {
                  failures.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    IOException failure = failures.poll();
    if (failure != null) {
      throw new IOException(1 + failures.size() + " sessions failed", failure);
    }
  }
}
