package io.ferryftp.tests.soak;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.Launch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server over a directory in a process of its own, which tells what it holds: its first line is
/// its port, and each line that it reads is answered with one line of counts.
final class SoakServer {
  private static final Pattern THREAD_NAME = Pattern.compile("\"name\": \"([^\"]*)\"");

  /// How often the heap is asked to let go of what nobody needs.
  private static final int COLLECTIONS = 4;

  private SoakServer() {}

  /// What makes the silent and the slow be noticed within a test.
  private static Limits limits(Duration idle) {
    return Limits.DEFAULT.toBuilder()
        .idleTime(idle)
        .loginTime(idle)
        .stallTime(Duration.ofSeconds(3))
        .dataConnectTime(Duration.ofSeconds(3))
        .passiveRest(Duration.ofMillis(200))
        // So few that places which are not given back are missed at the end.
        .digests(1)
        .copies(2)
        .build();
  }

  /// Serves until its standard input ends.
  ///
  /// @param arguments the directory that is served, one for the server's own state, and how long a
  ///   session may be idle
  public static void main(String[] arguments) throws Exception {
    var account = new Account(Launch.USER, arguments[0], Permission.ALL);
    var accounts =
        new GivenAccounts(
            List.of(new GivenAccounts.Given(account, Secret.of(Launch.PASSWORD))),
            Optional.empty());
    var tally = new Tally();
    try (var storage =
            LocalStorage.open(Path.of(arguments[1]), Symlinks.INSIDE, Durability.RELAXED);
        var server =
            FtpServer.start(
                ServerConfig.builder(accounts, storage)
                    .limits(limits(Duration.parse(arguments[2])))
                    .tls(ServerTls.with(CertificateSource.of(TestCertificates.server())))
                    .listener(tally)
                    .build());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(server.control().getPort());
      while (in.readLine() != null) {
        System.out.println(report(server, tally));
      }
    }
  }

  private static String report(FtpServer server, Tally tally) throws IOException {
    var counts = new TreeMap<>(tally.now());
    counts.put("sessions", (long) server.sessions());
    counts.put("descriptors", descriptors());
    counts.put("heap", heap());
    threads().forEach((kind, count) -> counts.put("threads " + kind, count));
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .reduce((a, b) -> a + ";" + b)
        .orElse("");
  }

  private static long descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  /// The octets of the heap that are in use after garbage has been collected.
  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }

  /// How many threads there are, platform and virtual ones, by what they do.
  private static Map<String, Long> threads() throws IOException {
    Path dump = Files.createTempDirectory("soak").resolve("threads.json");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
      var counts = new TreeMap<String, Long>();
      Matcher names = THREAD_NAME.matcher(Files.readString(dump));
      while (names.find()) {
        counts.merge(kind(names.group(1)), 1L, Long::sum);
      }
      return counts;
    } finally {
      Files.deleteIfExists(dump);
      Files.deleteIfExists(dump.getParent());
    }
  }

  /// The server's own threads by name without numbers; those of the JVM are one kind.
  private static String kind(String name) {
    if (name.isEmpty()) {
      return "nameless";
    }
    return name.startsWith("ferry-") ? name.replaceAll("[-0-9]+$", "") : "of the JVM";
  }
}
