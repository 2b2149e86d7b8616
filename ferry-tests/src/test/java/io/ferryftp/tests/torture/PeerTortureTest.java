package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.peers.PeerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The other servers are asked what Ferry is asked, all rows in the long run and some in every run.
/// Their answers fail nothing; they go to `docs/conformance.md` when pages are written.
final class PeerTortureTest {
  /// Rows that every server answers as the RFCs say, which shows that the harness can ask it.
  private static final List<String> SURE = List.of("T9", "T24.1", "T37", "T66.1", "T105.1");

  /// Most rows wait, so each server is there several times, and each of them is asked a share.
  private static final int SHARES = 8;

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> everyServerCanBeAsked() {
    return others()
        .map(server -> DynamicTest.dynamicTest(server.name(), () -> assertCanBeAsked(server)));
  }

  private void assertCanBeAsked(PeerServer server) throws Exception {
    Path base = Files.createDirectory(directory.resolve("sure-" + server.name()));
    List<TortureRow> rows =
        TortureTable.all().stream().filter(row -> SURE.contains(row.id())).toList();
    assertThat(rows).hasSameSizeAs(SURE);
    Map<String, String> answers = ask(server, base, rows);
    assertThat(answers.values()).as("%s", answers).noneMatch(answer -> answer.endsWith("✗"));
  }

  /// No test at all but in the long run: one that did nothing would count as passed.
  @TestFactory
  Stream<DynamicTest> theOthersAreAskedEverything() {
    return Scale.current() == Scale.LONG
        ? Stream.of(DynamicTest.dynamicTest("all rows", this::askEverything))
        : Stream.empty();
  }

  private void askEverything() throws Exception {
    List<TortureRow> rows =
        TortureTable.all().stream().filter(row -> !row.isForFerryOnly()).toList();
    ConformancePage page = ConformancePage.read();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Void>>();
      for (PeerServer server : others().toList()) {
        for (int share = 0; share < SHARES; share++) {
          Path base = Files.createDirectory(directory.resolve(server.name() + share));
          List<TortureRow> some = share(rows, share);
          running.add(
              threads.submit(() -> {
                note(page, server, base, some);
                return null;
              }));
        }
      }
      for (Future<Void> one : running) {
        one.get();
      }
    }
    assertThat(page.answers()).hasSizeGreaterThanOrEqualTo(rows.size());
  }

  private static List<TortureRow> share(List<TortureRow> rows, int share) {
    return IntStream.range(0, rows.size())
        .filter(index -> index % SHARES == share)
        .mapToObj(rows::get)
        .toList();
  }

  private static void note(
      ConformancePage page, PeerServer server, Path base, List<TortureRow> rows)
      throws IOException, InterruptedException {
    try {
      Map<String, String> answers = ask(server, base, rows);
      String version = PeerBench.version(server.name());
      synchronized (page) {
        answers.forEach((row, answer) -> page.put(row, server.name(), answer));
        page.versions().put(server.name(), version);
        if (Boolean.getBoolean("ferry.write")) {
          Files.writeString(ConformancePage.FILE, page.text());
        }
      }
    } catch (TestAbortedException e) {
      // It is not here, so its column stays as it was.
    }
  }

  private static Stream<PeerServer> others() {
    return PeerServer.all().stream()
        .filter(server -> ConformancePage.OTHERS.contains(server.name()));
  }

  private static Map<String, String> ask(PeerServer server, Path base, List<TortureRow> rows)
      throws IOException, InterruptedException {
    var answers = new ConcurrentHashMap<String, String>();
    try (var bench = new PeerBench(server, base)) {
      for (TortureRow row : rows) {
        answers.put(row.id(), bench.answer(row));
      }
    }
    return answers;
  }
}
