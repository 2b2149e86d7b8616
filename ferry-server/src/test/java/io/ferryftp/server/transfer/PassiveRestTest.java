package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.TableFixture.ANNA;
import static io.ferryftp.server.transfer.TableFixture.BEN;
import static io.ferryftp.server.transfer.TableFixture.CLEO;
import static io.ferryftp.server.transfer.TableFixture.HOME;
import static io.ferryftp.server.transfer.TableFixture.MILLISECOND;
import static io.ferryftp.server.transfer.TableFixture.REST;
import static io.ferryftp.server.transfer.TableFixture.abandoned;
import static io.ferryftp.server.transfer.TableFixture.armed;
import static io.ferryftp.server.transfer.TableFixture.ask;
import static io.ferryftp.server.transfer.TableFixture.offered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How long a port rests, and for whom.
class PassiveRestTest {
  private final TableFixture fixture = new TableFixture();
  private final ManualClock clock = fixture.clock;

  private PassiveTable<String> table(int ports) {
    return fixture.table(ports);
  }

  private PassiveClaim<String> used(PassiveTable<String> table, long session, Duration after) {
    return fixture.used(table, session, after);
  }

  @Test
  void anUnusedPortRestsForOthers() {
    var table = table(3);
    int resting = abandoned(table, ANNA).port();
    assertThat(offered(table, BEN)).hasSize(2).doesNotContain(resting);
    clock.advance(REST.minusNanos(1));
    assertThat(offered(table, BEN)).hasSize(2);
    clock.advance(Duration.ofNanos(1));
    assertThat(offered(table, BEN)).hasSize(3);
  }

  @Test
  void theSameSessionMayHaveItAgainAtOnce() {
    var table = table(1);
    abandoned(table, ANNA);
    PassiveTicket<String> again = ask(table, ANNA);
    assertThat(again.claim()).isPresent();
    assertThat(again.claim().get().early()).as("nothing to report").isEmpty();
  }

  @Test
  void whoGivesUpGetsAnotherPort() {
    var table = table(10);
    int given = abandoned(table, ANNA).port();
    assertThat(abandoned(table, ANNA).port()).isNotEqualTo(given);
  }

  @Test
  void aSessionThatGivesUpOftenMakesFewPortsRest() {
    var table = table(10);
    for (int i = 0; i < 100; i++) {
      abandoned(table, ANNA);
    }
    assertThat(offered(table, BEN)).hasSize(10 - PassiveTable.OWN_RESTS);
  }

  @Test
  void anExpectationThatWasNeverAnnouncedLeavesNoRest() {
    var table = table(1);
    table.end(ask(table, ANNA).claim().orElseThrow());
    assertThat(ask(table, BEN).claim()).isPresent();
  }

  @Test
  void useByItsOwnerDoesNotEndTheRest() {
    var table = table(1);
    int resting = abandoned(table, ANNA).port();
    assertThat(used(table, ANNA, MILLISECOND).port()).isEqualTo(resting);
    clock.advance(Duration.ofSeconds(2));
    assertThat(ask(table, BEN).claim()).isEmpty();
  }

  @Test
  void whenAllRestTheLeastRecentIsUsedAfterThreeSeconds() {
    var table = table(2);
    PassiveClaim<String> first = armed(table, ANNA);
    PassiveClaim<String> second = armed(table, BEN);
    table.end(second);
    clock.advance(Duration.ofSeconds(1));
    table.end(first);

    PassiveTicket<String> waiting = ask(table, CLEO);
    assertThat(waiting.claim()).isEmpty();
    assertThat(table.pauseNanos(waiting)).isEqualTo(Duration.ofSeconds(2).toNanos());
    clock.advance(Duration.ofSeconds(2).minusNanos(1));
    table.poll(waiting);
    assertThat(waiting.claim()).isEmpty();
    clock.advance(Duration.ofNanos(1));
    table.poll(waiting);
    PassiveClaim<String> granted = waiting.claim().orElseThrow();
    assertThat(granted.port()).isEqualTo(second.port());
    assertThat(granted.early()).contains(PassiveTable.MIN_REST);
  }

  @Test
  void amongPortsThatRestedLongEnoughTheLeastRecentIsUsed() {
    var table = table(3);
    List<PassiveClaim<String>> claims = new ArrayList<>();
    for (long session = 1; session <= 3; session++) {
      claims.add(armed(table, session));
    }
    for (int i : new int[] {1, 2, 0}) {
      table.end(claims.get(i));
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(armed(table, 4).port()).isEqualTo(claims.get(1).port());
    clock.advance(PassiveTable.MAX_USED_REST);
    assertThat(armed(table, 5).port()).isEqualTo(claims.get(2).port());
  }

  @Test
  void aPortThatIsFreeInAMomentIsWaitedForRatherThanUsedEarly() {
    var table = table(2);
    int resting = abandoned(table, ANNA).port();
    clock.advance(Duration.ofSeconds(5));
    int quiet = used(table, BEN, Duration.ofMillis(100)).port();

    PassiveTicket<String> cleo = ask(table, CLEO);
    assertThat(cleo.claim()).isEmpty();
    assertThat(table.pauseNanos(cleo)).isEqualTo(Duration.ofMillis(200).toNanos());
    clock.advance(Duration.ofMillis(200));
    table.poll(cleo);
    assertThat(cleo.claim().orElseThrow().port()).isEqualTo(quiet).isNotEqualTo(resting);
  }

  @Test
  void aSessionThatWasJustToldItsPortIsWaitedForToo() {
    var table = table(2);
    int resting = abandoned(table, ANNA).port();
    clock.advance(Duration.ofSeconds(5));
    armed(table, BEN);
    clock.advance(Duration.ofMillis(400));
    PassiveTicket<String> cleo = ask(table, CLEO);
    assertThat(cleo.claim()).isEmpty();
    assertThat(table.pauseNanos(cleo)).isEqualTo(Duration.ofMillis(600).toNanos());
    clock.advance(Duration.ofMillis(600));
    table.poll(cleo);
    assertThat(cleo.claim().orElseThrow().port()).as("Ben lingers").isEqualTo(resting);
  }

  @Test
  void aUsedPortRestsThreeTimesTheMedianFromArming() {
    var table = table(1);
    used(table, ANNA, Duration.ofMillis(100));
    PassiveTicket<String> ben = ask(table, BEN);
    assertThat(table.pauseNanos(ben)).isEqualTo(Duration.ofMillis(200).toNanos());
    clock.advance(Duration.ofMillis(200));
    table.poll(ben);
    table.arm(ben.claim().orElseThrow());
    // This one connects at once; the median of the address counts, not its own time.
    table.offer(HOME, 0, "quick");
    clock.advance(Duration.ofSeconds(1));
    used(table, CLEO, Duration.ofMillis(100));
    assertThat(table.pauseNanos(ask(table, BEN))).isEqualTo(Duration.ofMillis(200).toNanos());
  }

  @Test
  void aUsedPortRestsOneSecondAtMost() {
    var table = table(1);
    used(table, ANNA, Duration.ofMinutes(10));
    assertThat(table.pauseNanos(ask(table, BEN))).isEqualTo(PassiveTable.MAX_USED_REST.toNanos());
  }

  @Test
  void aUsedPortIsFreeAtOnceWhenTheConnectionTookLongerThanUsual() {
    var table = table(1);
    for (int i = 0; i < 5; i++) {
      used(table, ANNA, Duration.ofMillis(10));
      clock.advance(Duration.ofSeconds(1));
    }
    used(table, ANNA, Duration.ofMillis(500));
    assertThat(ask(table, BEN).claim()).isPresent();
  }

  @Test
  void aTheftDoesNotCascade() {
    var table = table(1);
    used(table, ANNA, Duration.ofMillis(100));
    clock.advance(Duration.ofSeconds(1));
    // Somebody's very late connection is taken for Ben's.
    PassiveClaim<String> ben = armed(table, BEN);
    clock.advance(Duration.ofMillis(20));
    assertThat(table.offer(HOME, 0, "a stranger's")).contains(ben);
    PassiveTicket<String> cleo = ask(table, CLEO);
    clock.advance(Duration.ofMillis(40));
    table.poll(cleo);
    assertThat(cleo.claim()).as("the port still rests").isEmpty();
    assertThat(table.offer(HOME, 0, "ben's own")).as("not Cleo's").isEmpty();
  }

  @Test
  void reuseOfAJustUsedPortDoesNotOvertake() {
    var table = table(1);
    used(table, ANNA, Duration.ofMillis(100));
    PassiveTicket<String> ben = ask(table, BEN);
    PassiveTicket<String> anna = ask(table, ANNA);
    assertThat(anna.claim()).isEmpty();
    clock.advance(Duration.ofMillis(200));
    table.poll(ben);
    assertThat(ben.claim()).isPresent();
    assertThat(anna.claim()).isEmpty();
  }

  @Test
  void reuseOfAJustUsedPortIsImmediateWhenNobodyWaits() {
    var table = table(1);
    used(table, ANNA, Duration.ofMillis(100));
    PassiveClaim<String> again = armed(table, ANNA);
    assertThat(again.early()).isEmpty();
  }

  @Test
  void useByItsOwnerKeepsThePortFromOthersThreeMoreSeconds() {
    var table = table(1);
    abandoned(table, ANNA);
    clock.advance(Duration.ofSeconds(2));
    // This may have been the connection that was meant before: then the right one is now late.
    used(table, ANNA, Duration.ofMillis(100));
    PassiveTicket<String> ben = ask(table, BEN);
    assertThat(table.pauseNanos(ben)).isEqualTo(PassiveTable.MIN_REST.toNanos());
    clock.advance(PassiveTable.MIN_REST);
    table.poll(ben);
    assertThat(ben.claim().orElseThrow().early()).isPresent();
  }

  @Test
  void anOwnerThatUsesItsPortTakesTurnsWithOthers() {
    var table = table(1);
    abandoned(table, ANNA);
    used(table, ANNA, MILLISECOND);
    clock.advance(Duration.ofSeconds(1));
    PassiveTicket<String> ben = ask(table, BEN);
    PassiveTicket<String> anna = ask(table, ANNA);
    assertThat(anna.claim()).isEmpty();
    clock.advance(Duration.ofSeconds(2));
    table.poll(ben);
    assertThat(ben.claim()).isPresent();
  }
}
