package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Ferry answers every row of the table as it says, and is as good as new behind it. Rows have
/// nothing in common but this process, so several are played at once.
final class TortureTest {
  private static final int AT_ONCE = 8;

  /// What the JVM opens for itself meanwhile, whatever the number of rows.
  private static final int SLACK = 20;

  private record Running(TortureRow row, Future<Boolean> future) {}

  @TempDir private Path directory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> ferryAnswers() throws IOException {
    long before = descriptors();
    var turn = new Semaphore(AT_ONCE);
    List<Running> running =
        TortureTable.all().stream()
            .filter(row -> !row.isElsewhere())
            .map(row -> new Running(row, threads.submit(() -> play(row, turn))))
            .toList();
    Stream<DynamicTest> tests =
        running.stream()
            .map(each -> DynamicTest.dynamicTest(each.row().toString(), () -> done(each.future())));
    return Stream.concat(
        tests,
        Stream.of(
            DynamicTest.dynamicTest(
                "T0 no descriptor is left behind all this", () -> assertNoneLeft(before))));
  }

  private boolean play(TortureRow row, Semaphore turn) throws Exception {
    turn.acquire();
    try {
      new FerryBench(row, directory).play();
      return true;
    } finally {
      turn.release();
    }
  }

  private static void done(Future<Boolean> row) throws Exception {
    try {
      assertThat(row.get()).isTrue();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static void assertNoneLeft(long before) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(descriptors()).isLessThan(before + SLACK));
  }

  private static long descriptors() throws IOException {
    Path own = Path.of("/proc/self/fd");
    if (!Files.isDirectory(own)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(own)) {
      return open.count();
    }
  }
}
