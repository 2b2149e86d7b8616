package io.ferryftp.benchmarks;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.FtpException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// One stream of 1 GiB from and to vsftpd, in clear and under TLS: curl, `ferry get` and `put`, and
/// the client library in a JVM that runs already, in turn. Prints a Markdown table of median wall
/// times and CPU seconds, user and system, and their ratios to curl's.
///
/// Arguments: a directory with room for 3 GiB (default `/dev/shm`), the number of runs (default 7),
/// the program that is started as `ferry` (default `./ferry`), and a word of the rows that are
/// wanted (default all). CPU time of other programs is read from `/proc`, so this is for Linux.
public final class ClientRatio {
  private static final long SIZE = 1L << 30;
  private static final String NAME = "file";
  private static final String STORED = "stored";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Of `/proc`, on all Linux systems that Java runs on.
  private static final double TICKS_A_SECOND = 100;

  // Places in /proc/self/stat behind the name, which ends with the last parenthesis.
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private final String ferry;
  private final Path served;
  private final Path fetched;
  private final int port;

  private ClientRatio(String ferry, Path directory, int port) {
    this.ferry = ferry;
    this.served = directory.resolve("served");
    this.fetched = directory.resolve("fetched");
    this.port = port;
  }

  /// One way to transfer.
  private interface Contestant {
    void transfer() throws IOException, InterruptedException;
  }

  private enum Task {
    TO_FILE("download to a file"),
    TO_NOWHERE("download to `/dev/null`"),
    UPLOAD("upload");

    private final String words;

    Task(String words) {
      this.words = words;
    }
  }

  private record Cost(double wall, double cpu) {}

  /// Runs it and prints a table.
  public static void main(String[] args) throws Exception {
    Path base = Path.of(args.length > 0 ? args[0] : "/dev/shm");
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    String ferry = args.length > 2 ? args[2] : "./ferry";
    String wanted = args.length > 3 ? args[3] : "";
    Path directory = Files.createTempDirectory(base, "ferry-client-ratio");
    try {
      makeFile(directory);
      try (Vsftpd vsftpd = Vsftpd.start(directory)) {
        var ratio = new ClientRatio(ferry, directory, vsftpd.port());
        System.out.println("| | curl s (CPU) | ferry s (CPU) | library s (CPU) | ferry / curl |");
        System.out.println("|---|---|---|---|---|");
        for (TlsMode mode : List.of(TlsMode.OFF, TlsMode.EXPLICIT)) {
          for (Task task : Task.values()) {
            if (row(task, mode).contains(wanted)) {
              ratio.compare(task, mode, runs);
            }
          }
        }
      }
    } finally {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void compare(Task task, TlsMode mode, int runs) throws IOException, InterruptedException {
    List<Contestant> contestants =
        List.of(
            () -> run(task, curl(task, mode)),
            () -> run(task, ferry(task, mode)),
            () -> byLibrary(task, mode));
    List<List<Cost>> costs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = -1; i < runs; i++) {
      for (int who = 0; who < contestants.size(); who++) {
        Cost cost = cost(task, contestants.get(who));
        // The first round is for caches: of files, of classes, of the page table.
        if (i >= 0) {
          costs.get(who).add(cost);
        }
      }
    }
    List<Cost> medians = costs.stream().map(ClientRatio::median).toList();
    var row = new StringBuilder("| " + row(task, mode));
    for (Cost cost : medians) {
      row.append(String.format(Locale.ROOT, " | %.2f (%.2f)", cost.wall, cost.cpu));
    }
    Cost curl = medians.getFirst();
    Cost own = medians.get(1);
    System.out.printf(
        Locale.ROOT, "%s | %.2f (%.2f) |%n", row, own.wall / curl.wall, own.cpu / curl.cpu);
  }

  private static String row(Task task, TlsMode mode) {
    return task.words + (mode == TlsMode.OFF ? ", in clear" : ", TLS");
  }

  private List<String> curl(Task task, TlsMode mode) {
    var words = new ArrayList<>(List.of("curl", "-s"));
    if (mode != TlsMode.OFF) {
      words.addAll(List.of("--ssl-reqd", "-k"));
    }
    words.addAll(
        switch (task) {
          case TO_FILE -> List.of("-o", fetched.toString(), url(NAME));
          case TO_NOWHERE -> List.of("-o", "-", url(NAME));
          case UPLOAD -> List.of("-T", served.resolve(NAME).toString(), url(STORED));
        });
    return words;
  }

  private List<String> ferry(Task task, TlsMode mode) {
    var words = new ArrayList<>(List.of(ferry, task == Task.UPLOAD ? "put" : "get", "-q"));
    words.addAll(
        mode == TlsMode.OFF ? List.of("--tls", "off") : List.of("--tls", "explicit", "--insecure"));
    words.addAll(
        switch (task) {
          case TO_FILE -> List.of(url(NAME), "-o", fetched.toString());
          case TO_NOWHERE -> List.of(url(NAME), "-o", "-");
          case UPLOAD -> List.of(served.resolve(NAME).toString(), url(STORED));
        });
    return words;
  }

  private String url(String name) {
    return "ftp://%s:%d/%s".formatted(Vsftpd.HOST, port, name);
  }

  private void byLibrary(Task task, TlsMode mode) throws FtpException {
    ClientTls tls = ClientTls.DEFAULT.withMode(mode).withTrust(new ServerTrust.Anybody());
    ClientConfig config = ClientConfig.builder(Vsftpd.HOST).port(port).tls(tls).build();
    try (FtpClient client = FtpClient.open(config, Login.ANONYMOUS)) {
      var _ =
          switch (task) {
            case TO_FILE -> client.retrieve(NAME, fetched, Resume.NO);
            case TO_NOWHERE ->
                client.retrieve(NAME, OutputStream.nullOutputStream(), TransferOptions.DEFAULT);
            case UPLOAD -> client.store(served.resolve(NAME), STORED, Resume.NO);
          };
    }
  }

  private Cost cost(Task task, Contestant contestant) throws IOException, InterruptedException {
    Path stored = served.resolve(STORED);
    Files.deleteIfExists(fetched);
    Files.deleteIfExists(stored);
    double cpu = cpuSeconds();
    long start = System.nanoTime();
    contestant.transfer();
    double wall = (System.nanoTime() - start) / 1e9;
    Cost cost = new Cost(wall, cpuSeconds() - cpu);
    Path result = task == Task.UPLOAD ? stored : fetched;
    if (task != Task.TO_NOWHERE && Files.size(result) != SIZE) {
      throw new IOException("not all came: " + Files.size(result));
    }
    return cost;
  }

  /// Of this program and of those that it has waited for.
  private static double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double children =
        (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]))
            / TICKS_A_SECOND;
    var own =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return children + own.getProcessCpuTime() / 1e9;
  }

  private static void run(Task task, List<String> command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).inheritIO();
    if (task == Task.TO_NOWHERE) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    Process process = builder.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " did not end in " + PATIENCE);
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": exit status " + process.exitValue());
    }
  }

  private static void makeFile(Path directory) throws IOException {
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

  private static Cost median(List<Cost> costs) {
    return new Cost(
        median(costs.stream().mapToDouble(Cost::wall).sorted().toArray()),
        median(costs.stream().mapToDouble(Cost::cpu).sorted().toArray()));
  }

  private static double median(double[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
