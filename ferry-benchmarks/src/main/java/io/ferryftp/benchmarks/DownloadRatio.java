package io.ferryftp.benchmarks;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.FtpException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Downloads 1 GiB from vsftpd to a file, in turn with curl, with `ferry get` and with the client
/// library in a JVM that runs already, and prints the median wall times and their ratios to curl's.
///
/// Arguments: a directory with room for 2 GiB (default `/dev/shm`), the number of runs (default 7),
/// the program that is started as `ferry` (default `./ferry`). vsftpd is the installed one or the
/// one that `.ci/peers target/peers` unpacked; it runs as whoever runs this.
public final class DownloadRatio {
  private static final long SIZE = 1L << 30;
  private static final String HOST = "127.0.0.1";
  private static final String NAME = "file";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofSeconds(10);

  private final Path directory;
  private final Path fetched;
  private final int port;

  private DownloadRatio(Path directory, int port) {
    this.directory = directory;
    this.port = port;
    fetched = directory.resolve("fetched");
  }

  /// One way to download.
  private interface Contestant {
    void download() throws IOException, InterruptedException;
  }

  /// Runs it and prints a table.
  public static void main(String[] args) throws Exception {
    Path base = Path.of(args.length > 0 ? args[0] : "/dev/shm");
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    String ferry = args.length > 2 ? args[2] : "./ferry";
    Path directory = Files.createTempDirectory(base, "ferry-download-ratio");
    try {
      var ratio = new DownloadRatio(directory, freePort());
      ratio.makeFile();
      Process vsftpd = ratio.startVsftpd();
      try {
        ratio.compare(runs, ferry);
      } finally {
        vsftpd.destroy();
        vsftpd.waitFor();
      }
    } finally {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void compare(int runs, String ferry) throws IOException, InterruptedException {
    String url = "ftp://%s:%d/%s".formatted(HOST, port, NAME);
    String out = fetched.toString();
    List<String> names = List.of("curl", "ferry get", "ferry-client");
    List<Contestant> contestants =
        List.of(
            () -> run("curl", "-s", "-o", out, url),
            () -> run(ferry, "get", url, "-o", out),
            this::fetchByLibrary);
    List<List<Long>> times =
        List.of(new ArrayList<Long>(), new ArrayList<Long>(), new ArrayList<Long>());
    for (int i = -1; i < runs; i++) {
      for (int who = 0; who < contestants.size(); who++) {
        long millis = time(contestants.get(who));
        // The first round is for caches: of files, of classes, of the page table.
        if (i >= 0) {
          times.get(who).add(millis);
        }
      }
    }
    double curl = median(times.getFirst());
    for (int who = 0; who < contestants.size(); who++) {
      System.out.printf(
          "%-12s median %5.0f ms, %.2f of curl; all %s%n",
          names.get(who), median(times.get(who)), median(times.get(who)) / curl, times.get(who));
    }
  }

  private long time(Contestant contestant) throws IOException, InterruptedException {
    Files.deleteIfExists(fetched);
    long start = System.nanoTime();
    contestant.download();
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (Files.size(fetched) != SIZE) {
      throw new IOException("not all came: " + Files.size(fetched));
    }
    return millis;
  }

  private void fetchByLibrary() throws FtpException {
    ClientConfig config = ClientConfig.builder(HOST).port(port).build();
    try (FtpClient client = FtpClient.open(config, Login.ANONYMOUS)) {
      client.retrieve(NAME, fetched, Resume.NO);
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end in " + PATIENCE);
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": exit status " + process.exitValue());
    }
  }

  private void makeFile() throws IOException {
    var random = new Random(1);
    var chunk = new byte[1 << 20];
    Path served = Files.createDirectory(directory.resolve("served"));
    try (var out = new BufferedOutputStream(Files.newOutputStream(served.resolve(NAME)))) {
      for (long left = SIZE; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
  }

  private Process startVsftpd() throws IOException, InterruptedException {
    Path config = directory.resolve("vsftpd.conf");
    Files.writeString(
        config,
        """
        listen=YES
        background=NO
        listen_address=%s
        listen_port=%d
        anonymous_enable=YES
        anon_root=%s
        anon_world_readable_only=NO
        no_anon_password=YES
        ftp_username=%s
        run_as_launching_user=YES
        secure_chroot_dir=%s
        seccomp_sandbox=NO
        isolate=NO
        isolate_network=NO
        xferlog_enable=NO
        """
            .formatted(
                HOST,
                port,
                directory.resolve("served"),
                System.getProperty("user.name"),
                directory.resolve("served")));
    Process process = new ProcessBuilder(vsftpd(config)).inheritIO().start();
    long start = System.nanoTime();
    while (!answers()) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)
          || System.nanoTime() - start > START.toNanos()) {
        process.destroy();
        throw new IOException("vsftpd does not answer");
      }
    }
    return process;
  }

  private boolean answers() {
    ClientConfig config = ClientConfig.builder(HOST).port(port).build();
    try (FtpClient client = FtpClient.connect(config)) {
      client.quit();
      return true;
    } catch (FtpException notYet) {
      return false;
    }
  }

  private static List<String> vsftpd(Path config) throws IOException {
    Path root = Path.of("target/peers/vsftpd/root");
    Path unpacked = root.resolve("usr/sbin/vsftpd");
    if (!Files.exists(unpacked)) {
      return List.of("vsftpd", config.toString());
    }
    try (Stream<Path> libraries = Files.list(root.resolve("usr/lib"))) {
      String path = String.join(":", libraries.map(Path::toString).toList());
      return List.of("env", "LD_LIBRARY_PATH=" + path, unpacked.toString(), config.toString());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static double median(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
  }
}
