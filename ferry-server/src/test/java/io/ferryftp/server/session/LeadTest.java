package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.server.session.Lead.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One thread at a time serves a session, whatever takes how long.
class LeadTest {
  private static final long PATIENCE_SECONDS = 30;

  private final SessionThreads threads = new SessionThreads();
  private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
  private final List<CountDownLatch> gates = new ArrayList<>();

  /// A thread that took the lead, and what its beginning came to.
  private record Taken(Turn turn, boolean virtual) {}

  @AfterEach
  void letGo() {
    gates.forEach(CountDownLatch::countDown);
    threads.close();
  }

  private Lead lead() {
    return new Lead(1, threads, this::take);
  }

  private void take(Lead.Beginning first) {
    try {
      Turn turn = first.run();
      taken.add(new Taken(turn, Thread.currentThread().isVirtual()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Taken next() throws InterruptedException {
    Taken next = taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("somebody takes the lead").isNotNull();
    return next;
  }

  private CountDownLatch gate() {
    var gate = new CountDownLatch(1);
    gates.add(gate);
    return gate;
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSessionBeginsInAHotThreadWithLittlePatience() throws Exception {
    var lead = lead();
    lead.begin(() -> Turn.OVER);
    assertThat(next()).isEqualTo(new Taken(Turn.OVER, false));
    assertThat(lead.isHot()).isTrue();
    assertThat(lead.patience()).isEqualTo(SessionThreads.FIRST_WAIT);
  }

  @Test
  void aSessionBeginsInAVirtualThreadWhereNoneIsLeft() throws Exception {
    for (int i = 0; i < SessionThreads.HOT_SESSIONS; i++) {
      var gate = gate();
      assertThat(threads.hotly(() -> await(gate))).isTrue();
    }
    var lead = lead();
    lead.begin(() -> Turn.OVER);
    assertThat(next()).isEqualTo(new Taken(Turn.OVER, true));
    assertThat(lead.isHot()).isFalse();
  }

  @Test
  void workMovesToAHotThreadAndStaysThereWhenItIsOverInAMoment() throws Exception {
    var lead = lead();
    var hot = new LinkedBlockingQueue<Boolean>();
    assertThat(lead.through(() -> hot.add(Thread.currentThread().isVirtual())))
        .isEqualTo(Turn.ELSEWHERE);
    assertThat(hot.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
    // A slow machine may take it for long work: then another thread has the lead.
    assertThat(next().turn()).isIn(Turn.ON, Turn.ELSEWHERE);
  }

  @Test
  void anotherThreadTakesTheLeadWhenWorkTakesItsTime() throws Exception {
    var lead = lead();
    var gate = gate();
    assertThat(lead.through(() -> await(gate))).isEqualTo(Turn.ELSEWHERE);
    assertThat(next()).isEqualTo(new Taken(Turn.ON, true));
    assertThat(lead.isHot()).isFalse();
    gate.countDown();
    assertThat(next()).isEqualTo(new Taken(Turn.ELSEWHERE, false));
    assertThat(taken).isEmpty();
  }

  @Test
  void aHotThreadThatWaitsInVainPassesTheLead() throws Exception {
    var leads = new AtomicReference<Lead>();
    var lead =
        new Lead(
            1,
            threads,
            first -> {
              take(first);
              if (leads.get().isHot()) {
                assertThat(leads.get().pass()).isEqualTo(Turn.ELSEWHERE);
              }
            });
    leads.set(lead);
    assertThat(lead.through(() -> {})).isEqualTo(Turn.ELSEWHERE);
    assertThat(List.of(next(), next())).contains(new Taken(Turn.ON, true));
    assertThat(lead.isHot()).isFalse();
  }

  @Test
  void whereNoThreadIsLeftTheOneAtHandDoesTheWork() throws Exception {
    for (int i = 0; i < SessionThreads.HOT_SESSIONS; i++) {
      var gate = gate();
      assertThat(threads.hotly(() -> await(gate))).isTrue();
    }
    assertThat(threads.hotly(() -> {})).as("one more than may be hot").isFalse();
    var here = new ArrayList<Thread>();
    assertThat(lead().through(() -> here.add(Thread.currentThread()))).isNotNull();
    assertThat(here).containsExactly(Thread.currentThread());
  }

  @Test
  void thereAreNoMorePlatformThreadsThanAllowed() {
    for (int i = 0; i < SessionThreads.PLATFORM_THREADS; i++) {
      var gate = gate();
      assertThat(threads.hotly(() -> await(gate))).as("thread %s", i).isTrue();
      threads.cooled();
    }
    assertThat(threads.hotly(() -> {})).as("one more platform thread").isFalse();
    gates.forEach(CountDownLatch::countDown);
  }

  @Test
  void sessionsOfAServerThatStopsGoOnWithoutHotThreads() {
    var closed = new SessionThreads();
    closed.close();
    assertThat(closed.hotly(() -> {})).isFalse();
  }
}
