package io.ferryftp.benchmarks;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.stream.Stream;

/// Sessions of Ferry's client that do the same thing to one server at the same time.
///
/// @param protection of control and data connections: none, or whatever TLS the two agree on
record PeerLoad(Peer peer, Work work, int sessions, Protection protection) {
  /// What is moved at once, all sessions together, where files are big.
  private static final long BIG = 512L << 20;

  private static final String HOST = "127.0.0.1";
  private static final int CHUNK_OCTETS = 256 * 1024;
  private static final int IDLE_BEFORE = 20;

  /// A server that runs already.
  ///
  /// @param pid of its first process
  record Peer(String name, int port, long pid, Login login) {}

  /// What each session does again and again.
  enum Work {
    DOWNLOAD,
    UPLOAD,
    SMALL_DOWNLOAD,
    SMALL_UPLOAD,
    LOGIN,
    LISTING,
    IDLE
  }

  private FtpClient open() throws IOException {
    ClientTls tls =
        ClientTls.DEFAULT
            .withMode(protection == Protection.NONE ? TlsMode.OFF : TlsMode.EXPLICIT)
            .withTrust(new ServerTrust.Anybody());
    ClientConfig config = ClientConfig.builder(HOST).port(peer.port()).tls(tls).build();
    return FtpClient.open(config, peer.login());
  }

  /// How much was done in a second: octets, files, logins or entries; for idle sessions, the octets
  /// of memory that each takes.
  double measure(Duration time) throws IOException, InterruptedException {
    if (work == Work.IDLE) {
      return idle();
    }
    var start = new Phaser(sessions);
    try (var threads = Executors.newFixedThreadPool(sessions)) {
      var done = new ArrayList<Future<Double>>();
      for (int i = 0; i < sessions; i++) {
        int number = i;
        Callable<Double> session = () -> session(number, start, time);
        done.add(threads.submit(session));
      }
      double sum = 0;
      for (Future<Double> one : done) {
        sum += one.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// One session's rate. All go on until the time is over, so the sum is the rate of all; whoever
  /// fails lets the others go on.
  private double session(int number, Phaser together, Duration time) throws IOException {
    try {
      return work == Work.LOGIN ? logins(together, time) : rate(number, together, time);
    } finally {
      int _ = together.arriveAndDeregister();
    }
  }

  private double logins(Phaser together, Duration time) throws IOException {
    int _ = together.arriveAndAwaitAdvance();
    return rate(time, () -> login());
  }

  private double rate(int number, Phaser together, Duration time) throws IOException {
    try (FtpClient client = open()) {
      long _ = once(client, number); // The first is for caches.
      int _ = together.arriveAndAwaitAdvance();
      double rate = rate(time, () -> once(client, number));
      client.quit();
      return rate;
    }
  }

  /// One piece of work, and how much that was.
  private interface Piece {
    long run() throws IOException;
  }

  private static double rate(Duration time, Piece piece) throws IOException {
    long begun = System.nanoTime();
    long amount = 0;
    do {
      amount += piece.run();
    } while (System.nanoTime() - begun < time.toNanos());
    return amount * 1e9 / (System.nanoTime() - begun);
  }

  private long login() throws IOException {
    try (FtpClient client = open()) {
      client.quit();
      return 1;
    }
  }

  private long once(FtpClient client, int number) throws IOException {
    return switch (work) {
      case DOWNLOAD ->
          client
              .retrieve(sessions == 1 ? "big" : "part", nowhere(), TransferOptions.DEFAULT)
              .octets();
      case UPLOAD ->
          client.store(zeros(BIG / sessions), "up" + number, TransferOptions.DEFAULT).octets();
      case SMALL_DOWNLOAD -> {
        client.retrieve("small", nowhere(), TransferOptions.DEFAULT);
        yield 1;
      }
      case SMALL_UPLOAD -> {
        client.store(zeros(4096), "up" + number, TransferOptions.DEFAULT);
        yield 1;
      }
      case LISTING -> client.names("many").size();
      case LOGIN, IDLE -> throw new IllegalStateException("not a piece of work");
    };
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }

  private static InputStream zeros(long octets) {
    return new InputStream() {
      private long left = octets;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        int count = (int) Math.min(Math.min(left, length), CHUNK_OCTETS);
        Arrays.fill(into, offset, offset + count, (byte) 0);
        left -= count;
        return count == 0 ? -1 : count;
      }
    };
  }

  private double idle() throws IOException {
    for (int i = 0; i < IDLE_BEFORE; i++) {
      long _ = login(); // What is made once belongs to no session.
    }
    long before = memory();
    List<FtpClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < sessions; i++) {
        clients.add(open());
      }
      return (memory() - before) / (double) sessions;
    } finally {
      clients.forEach(FtpClient::close);
    }
  }

  /// The proportional memory of the server's processes, in octets.
  private long memory() throws IOException {
    long sum = 0;
    ProcessHandle first = ProcessHandle.of(peer.pid()).orElseThrow();
    for (ProcessHandle one : Stream.concat(Stream.of(first), first.descendants()).toList()) {
      Path file = Path.of("/proc/%d/smaps_rollup".formatted(one.pid()));
      try (Stream<String> lines = Files.lines(file)) {
        sum +=
            lines
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
      }
    }
    return sum;
  }
}
