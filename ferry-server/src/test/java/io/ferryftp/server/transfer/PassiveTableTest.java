package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.TableFixture.ANNA;
import static io.ferryftp.server.transfer.TableFixture.BEN;
import static io.ferryftp.server.transfer.TableFixture.CLEO;
import static io.ferryftp.server.transfer.TableFixture.ELSEWHERE;
import static io.ferryftp.server.transfer.TableFixture.HOME;
import static io.ferryftp.server.transfer.TableFixture.MILLISECOND;
import static io.ferryftp.server.transfer.TableFixture.abandoned;
import static io.ferryftp.server.transfer.TableFixture.address;
import static io.ferryftp.server.transfer.TableFixture.armed;
import static io.ferryftp.server.transfer.TableFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How sessions and connections meet, and how sessions wait.
class PassiveTableTest {
  private final TableFixture fixture = new TableFixture();
  private final ManualClock clock = fixture.clock;

  private PassiveTable<String> table(int ports) {
    return fixture.table(ports);
  }

  private PassiveClaim<String> used(PassiveTable<String> table, long session, Duration after) {
    return fixture.used(table, session, after);
  }

  @Test
  void twoSessionsOfOneAddressExpectAtDifferentPorts() {
    var table = table(2);
    PassiveClaim<String> anna = armed(table, ANNA);
    PassiveClaim<String> ben = armed(table, BEN);
    assertThat(anna.port()).isNotEqualTo(ben.port());

    assertThat(table.offer(HOME, ben.port(), "for ben")).contains(ben);
    assertThat(table.offer(HOME, anna.port(), "for anna")).contains(anna);
    assertThat(anna.take()).contains("for anna");
    assertThat(ben.take()).contains("for ben");
  }

  @Test
  void sessionsOfTwoAddressesShareAPort() {
    var table = table(1);
    PassiveClaim<String> here = armed(table, ANNA);
    PassiveClaim<String> there =
        table.request(ELSEWHERE, BEN, Reach.CLIENT, () -> {}).claim().orElseThrow();
    table.arm(there);
    assertThat(table.offer(ELSEWHERE, 0, "there")).contains(there);
    assertThat(table.offer(HOME, 0, "here")).contains(here);
  }

  @Test
  void whatConnectsBeforeArmingIsAStray() {
    var table = table(1);
    PassiveClaim<String> claim = ask(table, ANNA).claim().orElseThrow();
    assertThat(table.offer(HOME, 0, "too early")).isEmpty();
    table.arm(claim);
    assertThat(table.offer(HOME, 0, "right")).contains(claim);
  }

  @Test
  void aForeignConnectionIsAStrayAndChangesNothing() {
    var table = table(1);
    PassiveClaim<String> claim = armed(table, ANNA);
    assertThat(table.offer(ELSEWHERE, 0, "foreign")).isEmpty();
    assertThat(claim.state()).isEqualTo(PassiveClaim.State.ARMED);
    assertThat(table.offer(HOME, 0, "right")).contains(claim);
  }

  @Test
  void aSecondConnectionIsAStray() {
    var table = table(1);
    PassiveClaim<String> claim = used(table, ANNA, MILLISECOND);
    assertThat(table.offer(HOME, 0, "second")).isEmpty();
    assertThat(claim.take()).contains("data");
    assertThat(claim.take()).as("handed out once").isEmpty();
  }

  @Test
  void whatConnectsAfterTheEndIsAStray() {
    var table = table(1);
    PassiveClaim<String> claim = abandoned(table, ANNA);
    assertThat(table.offer(HOME, 0, "late")).isEmpty();
    assertThat(claim.state()).isEqualTo(PassiveClaim.State.ENDED);
  }

  @Test
  void sessionsAreServedInTurn() {
    var table = table(1);
    PassiveClaim<String> live = armed(table, ANNA);
    PassiveTicket<String> ben = ask(table, BEN);
    PassiveTicket<String> cleo = ask(table, CLEO);
    assertThat(table.pauseNanos(ben)).as("time alone does not help").isEqualTo(Long.MAX_VALUE);
    table.offer(HOME, live.port(), "at once");
    assertThat(ben.claim()).isPresent();
    assertThat(cleo.claim()).isEmpty();
    table.end(ben.claim().get());
    assertThat(cleo.claim()).isPresent();
  }

  @Test
  void onlyTheFirstInLineWatchesTheClock() {
    var table = table(1);
    abandoned(table, ANNA);
    var woken = new AtomicInteger();
    PassiveTicket<String> ben = ask(table, BEN);
    PassiveTicket<String> cleo = table.request(HOME, CLEO, Reach.CLIENT, woken::incrementAndGet);
    assertThat(table.pauseNanos(ben)).isEqualTo(PassiveTable.MIN_REST.toNanos());
    assertThat(table.pauseNanos(cleo)).isEqualTo(Long.MAX_VALUE);
    assertThat(table.leave(ben)).isEmpty();
    assertThat(woken).as("it is first now").hasValue(1);
    assertThat(table.pauseNanos(cleo)).isEqualTo(PassiveTable.MIN_REST.toNanos());
  }

  @Test
  void whoLeavesTheLineInTheMomentOfTheGrantOwnsIt() {
    var table = table(1);
    PassiveClaim<String> live = armed(table, ANNA);
    PassiveTicket<String> ben = ask(table, BEN);
    table.offer(HOME, live.port(), "at once");
    assertThat(table.leave(ben)).isPresent();
  }

  @Test
  void manySessionsWithOnePortAreServedOneAfterTheOther() {
    var table = table(1);
    PassiveClaim<String> current = armed(table, 0);
    List<PassiveTicket<String>> line = new ArrayList<>();
    for (long session = 1; session <= 500; session++) {
      line.add(ask(table, session));
    }
    for (PassiveTicket<String> next : line) {
      clock.advance(MILLISECOND);
      assertThat(table.offer(HOME, 0, "data")).contains(current);
      clock.advance(Duration.ofMillis(2));
      table.poll(next);
      current = next.claim().orElseThrow();
      table.arm(current);
    }
  }

  @Test
  void portsAreChosenAtRandom() {
    int ports = 10;
    int draws = 2_000;
    var table = table(ports);
    int[] counts = new int[ports];
    int runs = 1;
    int above = 0;
    int before = -1;
    for (int i = 0; i < draws; i++) {
      PassiveClaim<String> claim = ask(table, ANNA).claim().orElseThrow();
      table.end(claim);
      counts[claim.port()]++;
      int half = claim.port() < ports / 2 ? 0 : 1;
      above += half;
      runs += before >= 0 && half != before ? 1 : 0;
      before = half;
    }
    // Wald and Wolfowitz: the number of runs of the lower and the upper half.
    double below = draws - above;
    double mean = 2.0 * above * below / draws + 1;
    double deviation = Math.sqrt((mean - 1) * (mean - 2) / (draws - 1));
    assertThat(Math.abs(runs - mean) / deviation).as("z of %d runs", runs).isLessThan(3);
    double expected = (double) draws / ports;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).as("9 degrees of freedom, 0.1 %%").isLessThan(27.9);
  }

  @Test
  void addressesAreForgottenWhenNothingNeedsToBeKnown() {
    var table = table(10);
    for (int i = 0; i < 20_000; i++) {
      PassiveClaim<String> claim =
          table.request(address(i), i, Reach.CLIENT, () -> {}).claim().orElseThrow();
      table.arm(claim);
      table.offer(address(i), claim.port(), "data");
      clock.advance(MILLISECOND);
    }
    assertThat(table.addresses()).isLessThanOrEqualTo(64);
  }

  @Test
  void anAddressWithARestIsNotForgotten() {
    var table = table(1);
    abandoned(table, ANNA);
    for (int i = 100; i < 1_000; i++) {
      table.end(table.request(address(i), i, Reach.CLIENT, () -> {}).claim().orElseThrow());
    }
    assertThat(ask(table, BEN).claim()).isEmpty();
  }
}
