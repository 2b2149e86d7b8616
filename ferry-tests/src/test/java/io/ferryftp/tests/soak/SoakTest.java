package io.ferryftp.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.harness.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Many clients of all kinds for a long time; when they have gone, the server holds what it held
/// before the first: no descriptor, thread, session, expectation or object more.
///
/// It runs a few seconds, or 30 minutes with `./check --long`; `-Dferry.soak.minutes` says
/// otherwise.
@EnabledOnOs(OS.LINUX)
class SoakTest {
  private static final int WORKERS = 8;

  /// How long the server may take to notice that clients have gone: its longest limit is 10 s, and
  /// an idle thread for slow storage goes after 30 s.
  private static final Duration QUIESCENCE = Duration.ofSeconds(60);

  /// What the heap may have more at the end: classes and caches that the warm-up did not fill.
  private static final long HEAP_OCTETS = 3L << 20;

  @TempDir private Path scratch;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> done = new ConcurrentHashMap<>();

  private enum Part {
    /// What loads classes and fills caches.
    WARM_UP,
    ALL
  }

  @FunctionalInterface
  private interface Act {
    void play() throws Exception;
  }

  private static Duration duration() {
    Integer minutes = Integer.getInteger("ferry.soak.minutes");
    if (minutes != null) {
      return Duration.ofMinutes(minutes);
    }
    return Scale.current() == Scale.LONG ? Duration.ofMinutes(30) : Duration.ofSeconds(4);
  }

  /// How long a session may be idle: what half-open ones cost a short run is this.
  private static Duration idle() {
    return Duration.ofSeconds(Scale.current().choose(5, 10));
  }

  @Test
  void nothingIsLeftOfManyClients() throws Exception {
    Path served = Files.createDirectory(scratch.resolve("served"));
    SampleFile.random(served.resolve(Acts.LARGE), 1, Acts.LARGE_OCTETS);
    String large = Sha256.of(served.resolve(Acts.LARGE));
    long seed = Scale.seed();
    Duration time = duration();
    try (var server =
        new ServerUnderLoad(served, scratch.resolve("data"), scratch.resolve("log"), idle())) {
      play(server, served, large, seed, Part.WARM_UP, Duration.ZERO);
      Map<String, Long> before = settled(server, Map.of());
      play(server, served, large, seed + 1, Part.ALL, time);
      Map<String, Long> after = settled(server, held(before));
      show(time, before, after);
      assertThat(failures).as("seed " + seed).isEmpty();
      new FileActs(server.control(), served, "last", new Random(seed), large).alone();
      assertThat(held(after)).isEqualTo(held(before));
      assertThat(served).isDirectoryNotContaining("glob:**" + FileActs.ENDING);
      assertThat(after.getOrDefault("heap", 0L) - before.getOrDefault("heap", 0L))
          .as("octets of heap")
          .isLessThan(HEAP_OCTETS);
      assertThat(Files.readString(scratch.resolve("log")))
          .as("what the server had to complain of")
          .doesNotContain("defect", "Exception in thread");
    }
  }

  /// Every worker does acts at random until the time is over, and each act at least once.
  private void play(
      ServerUnderLoad server, Path served, String large, long seed, Part part, Duration time)
      throws Exception {
    long end = System.nanoTime() + time.toNanos();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WORKERS; i++) {
        int number = i;
        var random = new Random(seed * WORKERS + number);
        Path own = Files.createDirectories(scratch.resolve("worker" + number));
        var programs = new Programs(server.control(), served, own, "w" + number, random);
        var acts = new Acts(server.control(), served, "w" + number, random, large);
        var files = new FileActs(server.control(), served, "w" + number, random, large);
        workers.execute(() -> work(table(programs, acts, files, part), number, random, end));
      }
    }
  }

  private static Map<String, Act> table(Programs programs, Acts acts, FileActs files, Part part) {
    var table = new LinkedHashMap<String, Act>();
    table.put("Ferry's client", programs::ferry);
    table.put("large downloads", acts::download);
    table.put("files in pieces", acts::pieces);
    table.put("uploads that are reset", acts::cutUpload);
    table.put("uploads whose client is lost", acts::lostClient);
    table.put("downloads that are reset", acts::cutDownload);
    table.put("ABOR", acts::aborts);
    table.put("strays", acts::strays);
    table.put("wrong passwords", acts::wrongPasswords);
    table.put("confused clients", acts::confused);
    table.put("digests", files::digests);
    table.put("copies", files::copies);
    table.put("ranges", files::ranges);
    table.put("modes", files::modes);
    table.put("broken forms", files::brokenForms);
    table.put("facts", files::facts);
    table.put("curl", programs::curl);
    table.put("lftp", programs::lftp);
    if (part == Part.WARM_UP) {
      return table;
    }
    table.put("stalled readers", acts::stalledReader);
    table.put("silent writers", acts::silentWriter);
    table.put("data connections that do not come", acts::noShow);
    table.put("half-open sessions", acts::halfOpen);
    return table;
  }

  private void work(Map<String, Act> table, int number, Random random, long end) {
    var names = table.keySet().stream().toList();
    for (int i = number; i < names.size(); i += WORKERS) {
      play(names.get(i), table);
    }
    while (System.nanoTime() < end) {
      // Those at the end of the table take seconds of waiting: they come more seldom.
      int most = random.nextInt(8) == 0 ? names.size() : names.size() - 4;
      play(names.get(random.nextInt(most)), table);
    }
  }

  private void play(String name, Map<String, Act> table) {
    try {
      table.getOrDefault(name, () -> {}).play();
      done.computeIfAbsent(name, _ -> new LongAdder()).increment();
    } catch (Exception | AssertionError e) {
      failures.add(name + ": " + e);
    }
  }

  /// The counts when the server holds nothing for a client any more, and no more than it held.
  private static Map<String, Long> settled(ServerUnderLoad server, Map<String, Long> before)
      throws Exception {
    var last = new TreeMap<String, Long>();
    await()
        .atMost(QUIESCENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          last.clear();
          last.putAll(server.report());
          assertThat(last.get("sessions")).as("sessions").isZero();
          assertThat(last.get("EXPECTATIONS_CLOSED")).isEqualTo(last.get("EXPECTATIONS_OPENED"));
          assertThat(last.get("TRANSFERS_ENDED")).isEqualTo(last.get("TRANSFERS_STARTED"));
          assertThat(last.get("CONNECTIONS_CLOSED")).isEqualTo(last.get("CONNECTIONS_OPENED"));
          assertThat(last.get("SESSIONS_CLOSED")).isEqualTo(last.get("SESSIONS_OPENED"));
          assertThat(last)
              .doesNotContainKeys(
                  "threads ferry-session", "threads ferry-transfer", "threads ferry-hot");
          if (!before.isEmpty()) {
            assertThat(held(last)).isEqualTo(before);
          }
        });
    return last;
  }

  /// What must be the same at the end: descriptors, and the server's own threads. Idle threads for
  /// slow storage and those of the JVM come and go.
  private static Map<String, Long> held(Map<String, Long> counts) {
    var held = new TreeMap<String, Long>();
    counts.forEach((name, count) -> {
      boolean own = name.startsWith("threads ") && !name.endsWith("of the JVM");
      if (name.equals("descriptors") || (own && !name.equals("threads ferry-storage"))) {
        held.put(name, count);
      }
    });
    return held;
  }

  private void show(Duration time, Map<String, Long> before, Map<String, Long> after) {
    System.out.println("soak: " + time + ", acts " + new TreeMap<>(done));
    System.out.println("soak: before " + before);
    System.out.println("soak: after " + after);
    failures.stream().limit(20).forEach(failure -> System.out.println("soak: failed " + failure));
  }
}
