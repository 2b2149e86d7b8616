package io.ferryftp.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.MemoryStorage;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/// A scenario, played again and again: each time the next call fails, until there is none that
/// could. After each time nothing is lost, left open or out of order, and the next client is
/// served.
final class Trial implements AutoCloseable {
  private static final byte[] FRESH = SampleFile.content(3, 1000);

  /// More calls than any scenario makes: who gets here does not end.
  private static final int MOST = 5000;

  /// How long sockets that nobody wanted may stay open.
  private static final Duration QUIESCENCE = Duration.ofSeconds(4);

  private final Setting setting;
  private final Path directory;
  private final MemoryStorage memory = new MemoryStorage();
  private final LocalStorage disk;
  private final Bench bench;
  private int homes;

  /// @param directory for files on disk
  Trial(Setting setting, Path directory) throws IOException {
    this.setting = setting;
    this.directory = directory.toRealPath();
    disk = LocalStorage.open(directory.resolve("data"), Symlinks.INSIDE, Durability.RELAXED);
    bench = new Bench(setting, storage());
  }

  private Storage storage() {
    return switch (setting.place()) {
      case MEMORY -> memory;
      case DISK -> disk;
    };
  }

  /// Lets every call of a layer fail in turn.
  ///
  /// @return how many did
  int each(Scenario scenario, Layer layer, Fault fault) throws IOException {
    int n = 1;
    while (once(scenario, layer, n, fault)) {
      n++;
      assertThat(n).as("calls of " + scenario).isLessThan(MOST);
    }
    return n - 1;
  }

  /// Lets the n-th call of a layer fail; false if there was none.
  private boolean once(Scenario scenario, Layer layer, int n, Fault fault) throws IOException {
    String home = newHome();
    Shelf shelf = Shelf.filled(storage(), home);
    List<String> descriptors = descriptors();
    bench.home(home);
    if (scenario.kind() == Scenario.Kind.HELD_TRANSFER) {
      bench.stopAfter(2L * Pieces.USUAL);
    }
    Bench.Connection connection = bench.connect();
    var visit = new Visit(connection.client, shelf, bench.plan, bench.ledger, bench.recorder);
    Optional<ControlEndedException> ended;
    String what = "%s (%s), %s at call %d of %s".formatted(scenario, setting, fault, n, layer);
    try (connection) {
      ended = played(visit, connection.client, scenario, () -> bench.plan.arm(layer, n, fault));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what + "\n" + connection.client.dialogue(), e);
    }
    boolean struck = bench.plan.struck().isPresent();
    bench.plan.disarm();
    requireReleased(descriptors, what);
    var wrong = new ArrayList<>(visit.claims().lies());
    if (struck) {
      ended
          .filter(_ -> layer != Layer.CONTROL && !isDismissal(connection.client, fault))
          .ifPresent(why -> wrong.add("the control connection ended: " + why.getMessage()));
    } else {
      wrong.addAll(visit.claims().misses());
      ended.ifPresent(why -> wrong.add("the control connection ended: " + why.getMessage()));
    }
    assertThat(wrong)
        .as("%s, %s%n%s%n%s", what, bench.plan.struck(), connection.client.dialogue(), events())
        .isEmpty();
    serveAnother(shelf, what, descriptors);
    removeHome(home);
    return struck;
  }

  /// A defect may end the session it happens in, if the client is told.
  private static boolean isDismissal(FaultClient client, Fault fault) {
    return fault.isDefect() && client.wasDismissed();
  }

  private static Optional<ControlEndedException> played(
      Visit visit, FaultClient client, Scenario scenario, Runnable arming) throws IOException {
    boolean early = scenario.kind() == Scenario.Kind.LOGIN;
    try {
      if (early) {
        arming.run();
      }
      client.begin();
      visit.ask(331, "USER tester");
      visit.ask(230, "PASS x");
      visit.ask(200, "TYPE I");
      if (!early) {
        arming.run();
      }
      scenario.play(visit);
      visit.ask(200, "SITE FRAGILE");
      visit.alive();
      client.quit();
      return Optional.empty();
    } catch (ControlEndedException e) {
      return Optional.of(e);
    }
  }

  /// Nothing is held; what nobody wanted may be closed a moment later by somebody else.
  private void requireReleased(List<String> descriptors, String what) throws IOException {
    if (held(descriptors).isEmpty()) {
      return;
    }
    Awaitility.await()
        .atMost(QUIESCENCE)
        .pollInterval(Duration.ofMillis(5))
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> assertThat(held(descriptors)).as("%s: held%n%s", what, events()).isEmpty());
  }

  private List<String> held(List<String> before) throws IOException {
    var held = new ArrayList<>(bench.leaks());
    List<String> now = new ArrayList<>(descriptors());
    before.forEach(now::remove);
    held.addAll(now);
    return held;
  }

  /// What this process has open below the directory of the files.
  private List<String> descriptors() throws IOException {
    Path all = Path.of("/proc/self/fd");
    if (setting.place() == Setting.Place.MEMORY || Files.notExists(all)) {
      return List.of();
    }
    var found = new ArrayList<String>();
    try (var links = Files.list(all)) {
      for (Path link : (Iterable<Path>) links::iterator) {
        target(link).filter(path -> path.startsWith(directory.toString())).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<String> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      // The descriptor of this very look, which is closed already.
      return Optional.empty();
    }
  }

  private void serveAnother(Shelf shelf, String what, List<String> descriptors) throws IOException {
    bench.recorder.clear();
    bench.stopAfter(Long.MAX_VALUE);
    Bench.Connection connection = bench.connect();
    FaultClient client = connection.client;
    var visit = new Visit(client, shelf, bench.plan, bench.ledger, bench.recorder);
    try (connection) {
      client.begin();
      visit.ask(331, "USER tester");
      visit.ask(230, "PASS x");
      visit.ask(200, "TYPE I");
      visit.upload("STOR fresh", "/fresh", FRESH, Effect.file(FRESH));
      visit.alive();
      client.quit();
    }
    var wrong = new ArrayList<>(visit.claims().misses());
    wrong.addAll(visit.claims().lies());
    assertThat(wrong).as("the session after %s%n%s", what, client.dialogue()).isEmpty();
    requireReleased(descriptors, what);
  }

  private String events() {
    return String.join("\n", bench.recorder.all().stream().map(Object::toString).toList());
  }

  private String newHome() throws IOException {
    homes++;
    return switch (setting.place()) {
      case MEMORY -> "/" + homes;
      case DISK -> Files.createDirectory(directory.resolve("home" + homes)).toString();
    };
  }

  private void removeHome(String home) throws IOException {
    switch (setting.place()) {
      case MEMORY -> memory.clear();
      case DISK -> {
        try (var all = Files.walk(Path.of(home))) {
          for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
            Files.delete(path);
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    bench.close();
    disk.close();
  }
}
