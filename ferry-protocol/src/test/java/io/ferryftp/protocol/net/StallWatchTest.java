package io.ferryftp.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StallWatchTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void cutsWhatIsOverdueOnce() {
    try (var stalls = new StallWatch(now::get)) {
      var early = new Operation(now.get() + 10);
      var late = new Operation(now.get() + 20);
      stalls.watch(early);
      stalls.watch(late);
      stalls.sweep();
      assertThat(early.cuts).hasValue(0);

      now.addAndGet(15); // Past the overflow of the clock, which nanoTime allows.
      stalls.sweep();
      stalls.sweep();
      assertThat(early.cuts).hasValue(1);
      assertThat(late.cuts).hasValue(0);
      assertThat(stalls.size()).isEqualTo(1);
    }
  }

  @Test
  void aClosedRegistrationIsNotCut() {
    try (var stalls = new StallWatch(now::get)) {
      var operation = new Operation(now.get());
      try (var registration = stalls.watch(operation)) {
        assertThat(registration).isNotNull();
        assertThat(stalls.size()).isLessThanOrEqualTo(1);
      }
      var other = new Operation(now.get() + 1);
      stalls.watch(other).close();
      now.addAndGet(5);
      stalls.sweep();
      assertThat(other.cuts).hasValue(0);
      assertThat(stalls.size()).isZero();
    }
  }

  @Test
  void oneDefectDoesNotEndTheWatch() {
    try (var stalls = new StallWatch(now::get)) {
      stalls.watch(
          new StallWatch.Watched() {
            @Override
            public boolean overdue(long nanoTime) {
              throw new IllegalStateException("defect");
            }

            @Override
            public void cut() {}
          });
      var operation = new Operation(now.get() + 1);
      stalls.watch(operation);
      now.addAndGet(5);
      stalls.sweep();

      assertThat(operation.cuts).hasValue(1);
      assertThat(stalls.size()).isZero();
    }
  }

  @Test
  void theSweeperCutsAWriteWhosePeerDoesNotRead() throws Exception {
    try (var stalls = new StallWatch();
        var loopback = Loopback.connect()) {
      var wire = new PlainWire(loopback.own());
      for (int round = 0; round < 2; round++) {
        var cut = new CountDownLatch(1);
        stalls.watch(
            new StallWatch.Watched() {
              @Override
              public boolean overdue(long nanoTime) {
                return true;
              }

              @Override
              public void cut() {
                cut.countDown();
                try {
                  wire.reset();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
        if (round == 0) {
          var write =
              Loopback.virtually(() -> {
                wire.write(ByteBuffer.allocate(32 << 20));
                return 0;
              });
          assertThatThrownBy(() -> write.get(10, TimeUnit.SECONDS))
              .hasCauseInstanceOf(IOException.class);
        }
        // The second round finds a sweeper that went to sleep.
        assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void aClosedWatchTakesNothing() {
    var stalls = new StallWatch(now::get);
    stalls.close();

    assertThatThrownBy(() -> stalls.watch(new Operation(0)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static final class Operation implements StallWatch.Watched {
    private final long deadline;
    private final AtomicInteger cuts = new AtomicInteger();

    Operation(long deadline) {
      this.deadline = deadline;
    }

    @Override
    public boolean overdue(long nanoTime) {
      return nanoTime - deadline > 0;
    }

    @Override
    public void cut() {
      cuts.incrementAndGet();
    }
  }
}
