package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static io.ferryftp.server.transfer.Loopback.connect;
import static io.ferryftp.server.transfer.Loopback.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent.PassivePortReused;
import io.ferryftp.event.ServerEvent.StrayConnection;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.transfer.Loopback.Parked;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many sessions behind one address, some of them with late connections: nobody ever gets what was
/// meant for somebody else. `-Dferry.long=true` makes the crowd do more.
@Timeout(600)
class CrowdTest {
  private static final boolean FOR_LONG = Boolean.getBoolean("ferry.long");
  private static final int SESSIONS = 50;
  private static final int LATE_SESSIONS = 10;
  private static final int LOOPS = FOR_LONG ? 1_000 : 40;

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void everyConnectionFindsItsSession() throws Exception {
    try (var ports =
        PassivePorts.open(
            HERE,
            Collections.nCopies(20, 0),
            OptionalInt.empty(),
            Limits.DEFAULT,
            events,
            InstantSource.system())) {
      List<Parked<Integer>> crowd = new ArrayList<>();
      for (int session = 0; session < SESSIONS; session++) {
        int number = session;
        crowd.add(
            start(() -> number < LATE_SESSIONS ? beLate(ports, number) : transfer(ports, number)));
      }
      int delivered = 0;
      for (Parked<Integer> session : crowd) {
        delivered += session.get();
      }
      assertThat(delivered).isEqualTo((SESSIONS - LATE_SESSIONS) * LOOPS);
      assertThat(events.of(PassivePortReused.class)).as("twenty ports are enough").isEmpty();
      assertThat(events.of(StrayConnection.class)).as("late ones were turned away").isNotEmpty();
    }
  }

  /// Gets its own file every time; the client connects before or after the session waits.
  private static int transfer(PassivePorts ports, int session) throws Exception {
    var random = new Random(session);
    for (int i = 0; i < LOOPS; i++) {
      Expectation expectation = ports.expect(session, HERE);
      Parked<Integer> client;
      if (random.nextBoolean()) {
        Socket early = connect(expectation.port());
        client = start(() -> received(early).orElse(-1));
      } else {
        client = start(() -> received(connect(expectation.port())).orElse(-1));
      }
      send(expectation, session);
      assertThat(client.get()).as("what session %d got", session).isEqualTo(session);
    }
    return LOOPS;
  }

  private static void send(Expectation expectation, int session) throws IOException {
    try (SocketChannel data = expectation.await(LONG)) {
      data.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, session));
    }
  }

  /// Gives up, and connects some time after that, to whomever the port belongs by then.
  private static int beLate(PassivePorts ports, int session) throws Exception {
    var random = new Random(session);
    List<CompletableFuture<Optional<Integer>>> late = new ArrayList<>();
    for (int i = 0; i < LOOPS; i++) {
      Expectation expectation = ports.expect(session, HERE);
      expectation.withdraw();
      Executor later =
          CompletableFuture.delayedExecutor(
              random.nextInt(200), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
      var got = new CompletableFuture<Optional<Integer>>();
      later.execute(() -> {
        try {
          got.complete(received(connect(expectation.port())));
        } catch (IOException e) {
          got.completeExceptionally(e);
        }
      });
      late.add(got);
      if (i % 4 == 0) {
        got.get();
      }
    }
    for (CompletableFuture<Optional<Integer>> one : late) {
      assertThat(one.get()).as("what a late connection got").isEmpty();
    }
    return 0;
  }

  /// The number that a session sent; empty if the connection was closed.
  private static Optional<Integer> received(Socket socket) throws IOException {
    try (socket) {
      socket.setSoTimeout((int) LONG.toMillis());
      byte[] octets = socket.getInputStream().readNBytes(Integer.BYTES);
      return octets.length == Integer.BYTES
          ? Optional.of(ByteBuffer.wrap(octets).getInt())
          : Optional.empty();
    } catch (SocketException reset) {
      return Optional.empty();
    }
  }

  /// The round trip is 100 ms. Late is up to so many milliseconds after giving up: where ports are
  /// very scarce within [PassiveTable#MIN_REST], else within the whole rest.
  @ParameterizedTest
  @CsvSource({
    "10, 200, 0, 100",
    "10, 200, 20, 2900",
    "10, 200, 40, 2900",
    "10, 200, 80, 2900",
    "64, 200, 0, 100",
    "64, 200, 40, 2900",
    "64, 200, 40, 25000",
    "10, 30, 3, 25000",
    "1, 20, 4, 2900",
  })
  void farAwayNobodyGetsWhatIsNotHis(
      int ports, int sessions, int bad, int latest, TestReporter reporter) {
    var setting =
        new CrowdSimulation.Setting(
            ports,
            sessions,
            bad,
            Limits.DEFAULT.passiveRest(),
            Duration.ofMillis(latest),
            Duration.ofMinutes(FOR_LONG ? 60 : 2));
    CrowdSimulation.Outcome outcome = new CrowdSimulation(setting, 959).run();
    reporter.publishEntry(
        setting.toString(),
        "wrong %d, files/s %.1f, refused %d, waits %d/%d/%d ms"
            .formatted(
                outcome.wrong(),
                (double) outcome.files() / setting.length().toSeconds(),
                outcome.refused(),
                outcome.waited(0.5).toMillis(),
                outcome.waited(0.95).toMillis(),
                outcome.waited(1).toMillis()));
    assertThat(outcome.wrong()).isZero();
    assertThat(outcome.files()).isPositive();
  }
}
