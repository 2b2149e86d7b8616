package io.ferryftp.tests.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How `ferry serve` ends: it drains on the first signal and stops on the second.
final class EndingTest {
  /// More than the buffers of a loopback connection hold, so that an unread transfer stalls.
  private static final int SIZE = 32 << 20;

  /// The drain's own limit is ten seconds; the rest is for a busy machine.
  private static final Duration DRAINED = Duration.ofSeconds(40);

  @TempDir private Path directory;
  private FerryProcess ferry;

  @BeforeEach
  void start() throws IOException {
    Path served = Files.createDirectory(directory.resolve("served"));
    SampleFile.random(served.resolve("big"), 1, SIZE);
    ferry = Launch.serve(served, directory.resolve("scratch")).listen("127.0.0.1:0").start();
  }

  @AfterEach
  void stop() {
    ferry.close();
  }

  @Test
  void endsAtOnceWhenNothingRuns() throws Exception {
    try (var idle = ferry.login()) {
      ferry.terminate();
      assertThat(ferry.awaitExit(DRAINED)).as(ferry.said()).isZero();
      idle.expect(421);
    }
  }

  @Test
  void letsARunningTransferFinish() throws Exception {
    InetSocketAddress control = ferry.control();
    try (var client = ferry.login();
        Socket data = client.extendedPassive()) {
      client.expectOpening("RETR big");
      data.getInputStream().readNBytes(1000);
      ferry.terminate();
      await().atMost(DRAINED).until(() -> isDeafTo(control));
      assertThat(data.getInputStream().readAllBytes()).hasSize(SIZE - 1000);
      client.expect(226);
      assertThat(ferry.awaitExit(DRAINED)).as(ferry.said()).isZero();
    }
  }

  @Test
  void waitsNoLongerThanTenSecondsForATransferThatStalls() throws Exception {
    try (var client = ferry.login();
        Socket data = client.extendedPassive()) {
      client.expectOpening("RETR big");
      data.getInputStream().readNBytes(1000);
      long start = System.nanoTime();
      ferry.terminate();
      assertThat(ferry.awaitExit(DRAINED)).as(ferry.said()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("time for a transfer that might still finish")
          .isGreaterThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void stopsAtOnceAtTheSecondSignal() throws Exception {
    InetSocketAddress control = ferry.control();
    try (var client = ferry.login();
        Socket data = client.extendedPassive()) {
      client.expectOpening("RETR big");
      data.getInputStream().readNBytes(1000);
      long start = System.nanoTime();
      ferry.terminate();
      await().atMost(DRAINED).until(() -> isDeafTo(control));
      ferry.terminate();
      ferry.awaitExit(DRAINED);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  /// Whether new clients are no longer greeted as usual.
  private static boolean isDeafTo(InetSocketAddress control) {
    try (var client = ControlClient.connect(control)) {
      return client.greeting().code() != 220;
    } catch (IOException e) {
      return true;
    }
  }
}
