package io.ferryftp.protocol.net;

import static io.ferryftp.protocol.net.Loopback.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlainWireTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  /// More than the buffers of any loopback connection hold.
  private static final int MUCH = 32 << 20;

  private Loopback loopback;
  private Wire wire;

  @BeforeEach
  void connect() throws IOException {
    loopback = Loopback.connect();
    wire = new PlainWire(loopback.own());
  }

  @AfterEach
  void disconnect() throws IOException {
    loopback.close();
  }

  @Test
  void readsIntoAnyBuffer() throws Exception {
    loopback.send("abcdef");
    var heap = ByteBuffer.allocate(8).position(1).limit(4).slice();
    var direct = ByteBuffer.allocateDirect(2);

    assertThat(wire.read(heap, LONG)).isEqualTo(3);
    assertThat(heap.hasRemaining()).isFalse();
    assertThat(heap.get(0)).isEqualTo((byte) 'a');
    assertThat(wire.read(direct, LONG)).isEqualTo(2);
    assertThat(direct.get(1)).isEqualTo((byte) 'e');
    loopback.peer().shutdownOutput();
    assertThat(wire.read(heap.clear(), LONG)).isEqualTo(1);
    assertThat(wire.read(heap.clear(), LONG)).isEqualTo(-1);
    assertThat(wire.read(direct.clear(), LONG)).isEqualTo(-1);
    assertThat(heap.position()).isZero();
  }

  @Test
  void aReadEndsAtItsLimitAndTheConnectionGoesOn() throws Exception {
    FutureTask<Integer> read =
        virtually(() -> {
          for (Duration limit : new Duration[] {SHORT, Duration.ZERO, Duration.ofNanos(1)}) {
            assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(1), limit))
                .isInstanceOf(SocketTimeoutException.class);
          }
          loopback.send("x");
          return wire.read(ByteBuffer.allocate(9), Duration.ofDays(10_000));
        });

    assertThat(read.get()).isEqualTo(1);
  }

  @Test
  void timedReadsDoNotDisturbAWriteThatWaits() throws Exception {
    FutureTask<String> write =
        virtually(() -> {
          wire.write(ByteBuffer.allocate(MUCH));
          return "written";
        });
    for (int i = 0; i < 10; i++) {
      virtually(() ->
              assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(1), SHORT))
                  .isInstanceOf(SocketTimeoutException.class))
          .get();
      assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(1), SHORT))
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(write.isDone()).isFalse();

    assertThat(drained(MUCH)).isEqualTo(MUCH);
    assertThat(write.get()).isEqualTo("written");
  }

  @Test
  void closeAndResetEndWhatOthersWaitIn() throws Exception {
    FutureTask<Integer> read = virtually(() -> wire.read(ByteBuffer.allocate(1), LONG));
    FutureTask<Integer> write =
        virtually(() -> {
          wire.write(ByteBuffer.allocate(MUCH));
          return 0;
        });
    assertThatThrownBy(() -> write.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    wire.reset();

    assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> write.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> drained(MUCH)).isInstanceOf(IOException.class);
    wire.reset();
    wire.close();
  }

  @Test
  void theOutputEndsAloneAndTheInputGoesOn() throws Exception {
    wire.shutdownOutput();
    loopback.send("x");

    assertThat(loopback.peer().read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(wire.read(ByteBuffer.allocate(1), LONG)).isEqualTo(1);
    assertThat(wire.local()).isEqualTo(loopback.peer().getRemoteAddress());
    assertThat(wire.remote()).isEqualTo(loopback.peer().getLocalAddress());
  }

  @Test
  void aPeerThatDoesNotReadHoldsNoCarrierInSendfile(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("file"), new byte[MUCH]);
    int stalled = 2 * Runtime.getRuntime().availableProcessors() + 2;
    var peers = new ArrayList<Loopback>();
    var senders = new ArrayList<FutureTask<Long>>();
    var full = new CountDownLatch(stalled);
    try (var local = FileChannel.open(file)) {
      for (int i = 0; i < stalled; i++) {
        Loopback pair = Loopback.connect();
        peers.add(pair);
        senders.add(virtually(() -> stall(new PlainWire(pair.own()), local, full)));
      }
      assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(virtually(() -> "alive").get(5, TimeUnit.SECONDS)).isEqualTo("alive");
      assertThat(senders).noneMatch(FutureTask::isDone);
    } finally {
      for (Loopback pair : peers) {
        pair.close();
      }
    }
  }

  /// Sends until the socket is full, after a timed read and nothing else has been done with it.
  private static long stall(Wire wire, FileChannel local, CountDownLatch full) throws IOException {
    assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(1), Duration.ofMillis(1)))
        .isInstanceOf(SocketTimeoutException.class);
    var channel = wire.clear().orElseThrow();
    while (local.transferTo(0, MUCH, channel) > 0) {
      // Until nothing more fits.
    }
    full.countDown();
    wire.write(ByteBuffer.allocate(1));
    return 0;
  }

  private long drained(long most) throws IOException {
    var chunk = ByteBuffer.allocate(1 << 16);
    long total = 0;
    while (total < most) {
      int count = loopback.peer().read(chunk.clear());
      if (count < 0) {
        break;
      }
      total += count;
    }
    return total;
  }
}
