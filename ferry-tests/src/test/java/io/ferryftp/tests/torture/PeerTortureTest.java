package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.peers.PeerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A server that is asked, and the answers by row that come from each share.
  private record Running(PeerServer server, List<Future<Map<String, String>>> shares) {}

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

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

  /// No test at all but in the long run: one that did nothing would count as passed. All servers
  /// are asked at the same time; a server that is not here is reported as skipped.
  @TestFactory
  Stream<DynamicTest> theOthersAreAskedEverything() throws IOException {
    if (Scale.current() != Scale.LONG) {
      return Stream.empty();
    }
    List<TortureRow> rows =
        TortureTable.all().stream().filter(row -> !row.isForFerryOnly()).toList();
    ConformancePage page = ConformancePage.read();
    AskedRows asked = AskedRows.read();
    List<Running> running = new ArrayList<>();
    for (PeerServer server : others().toList()) {
      running.add(begin(server, rows));
    }
    return running.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                "all rows: " + one.server().name(), () -> note(page, asked, rows, one)));
  }

  private Running begin(PeerServer server, List<TortureRow> rows) throws IOException {
    var shares = new ArrayList<Future<Map<String, String>>>();
    for (int share = 0; share < SHARES; share++) {
      Path base = Files.createDirectory(directory.resolve(server.name() + share));
      List<TortureRow> some = share(rows, share);
      shares.add(threads.submit(() -> ask(server, base, some)));
    }
    return new Running(server, shares);
  }

  private static List<TortureRow> share(List<TortureRow> rows, int share) {
    return IntStream.range(0, rows.size())
        .filter(index -> index % SHARES == share)
        .mapToObj(rows::get)
        .toList();
  }

  private static void note(
      ConformancePage page, AskedRows asked, List<TortureRow> rows, Running running)
      throws Exception {
    var answers = new HashMap<String, String>();
    for (Future<Map<String, String>> share : running.shares()) {
      try {
        answers.putAll(share.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TestAbortedException absent) {
          throw absent; // Its column stays as it was.
        }
        throw e;
      }
    }
    assertThat(answers).hasSameSizeAs(rows);
    String name = running.server().name();
    for (TortureRow row : rows) {
      page.put(row.id(), name, String.valueOf(answers.get(row.id())));
      asked.put(row, name);
    }
    page.versions().put(name, PeerBench.version(name));
    if (Boolean.getBoolean("ferry.write")) {
      Files.writeString(ConformancePage.FILE, page.text());
      asked.write();
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
