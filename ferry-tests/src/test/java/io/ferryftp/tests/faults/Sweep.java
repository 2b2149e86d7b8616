package io.ferryftp.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import io.ferryftp.tests.faults.Setting.Place;
import io.ferryftp.tests.faults.Setting.Protection;
import io.ferryftp.tests.faults.Setting.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Which scenarios are tried with which faults, and how many calls have failed. With
/// `-Dferry.faults=REGEX` only the rows are tried whose names it matches.
final class Sweep {
  static final Setting PLAIN = new Setting(Place.MEMORY, Protection.CLEAR, Way.PASSIVE);
  static final Setting PLAIN_DISK = new Setting(Place.DISK, Protection.CLEAR, Way.PASSIVE);
  static final Setting PLAIN_ACTIVE = new Setting(Place.MEMORY, Protection.CLEAR, Way.ACTIVE);
  static final Setting PROTECTED = new Setting(Place.MEMORY, Protection.TLS, Way.PASSIVE);

  private final List<Row> rows = new ArrayList<>();
  private final AtomicInteger tried = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  private record Row(Setting setting, Scenario scenario, Layer layer, Set<Fault> faults) {
    String name() {
      return "%s, %s, %s".formatted(scenario, setting, layer.name().toLowerCase(Locale.ROOT));
    }
  }

  /// Every setting that there is.
  static List<Setting> everywhere() {
    var all = new ArrayList<Setting>();
    for (Place place : Place.values()) {
      for (Protection protection : Protection.values()) {
        for (Way way : Way.values()) {
          all.add(new Setting(place, protection, way));
        }
      }
    }
    return all;
  }

  /// Tries these scenarios there; without a data connection it is all the same who opens it.
  Sweep with(
      Collection<Setting> settings,
      Layer layer,
      Set<Fault> faults,
      Collection<Scenario> scenarios) {
    for (Setting setting : settings) {
      for (Scenario scenario : scenarios) {
        if (setting.way() == Way.PASSIVE || scenario.hasDataConnection()) {
          rows.add(new Row(setting, scenario, layer, faults));
        }
      }
    }
    return this;
  }

  /// A test for each row, and one that says how many there were.
  ///
  /// @param floor of the calls that fail if all rows are tried: with fewer, they are not counted
  ///   any more
  Stream<DynamicTest> tests(String title, int floor, Path scratch) {
    Pattern wanted = Pattern.compile(System.getProperty("ferry.faults", ""));
    List<Row> chosen = rows.stream().filter(row -> wanted.matcher(row.name()).find()).toList();
    Stream<DynamicTest> trials =
        chosen.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> tried(row, scratch)));
    int least = chosen.size() == rows.size() ? floor : 0;
    return Stream.concat(
        trials, Stream.of(DynamicTest.dynamicTest("the total", () -> total(title, least))));
  }

  private void total(String title, int least) {
    System.out.printf(
        "faults: %s: %d rows, %d failing calls, %d runs%n",
        title, tried.get(), failures.get(), runs.get());
    assertThat(failures.get()).as("failing calls of %s", title).isGreaterThanOrEqualTo(least);
  }

  /// The server tells its log of every failure; nobody reads thousands of them.
  private static final class Silence implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.ferryftp.server");

    Silence() {
      logger.setLevel(Level.OFF);
    }

    @Override
    public void close() {
      logger.setLevel(null);
    }
  }

  private void tried(Row row, Path scratch) throws Exception {
    tried.incrementAndGet();
    var counts = new TreeMap<Fault, Integer>();
    Path directory = Files.createTempDirectory(scratch, "trial");
    long start = System.nanoTime();
    try (var _ = new Silence();
        var trial = new Trial(row.setting, directory)) {
      for (Fault fault : row.faults) {
        int calls = trial.each(row.scenario, row.layer, fault);
        counts.put(fault, calls);
        if (fault != Fault.SHORT) {
          assertThat(calls).as("calls that failed by %s", fault).isPositive();
        }
        failures.addAndGet(calls);
        runs.addAndGet(calls + 1);
      }
    }
    System.out.printf(
        "faults: %s: %s (%d ms)%n", row.name(), counts, (System.nanoTime() - start) / 1_000_000);
  }
}
