package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.TableFixture.ANNA;
import static io.ferryftp.server.transfer.TableFixture.BEN;
import static io.ferryftp.server.transfer.TableFixture.ELSEWHERE;
import static io.ferryftp.server.transfer.TableFixture.HOME;
import static io.ferryftp.server.transfer.TableFixture.MILLISECOND;
import static io.ferryftp.server.transfer.TableFixture.REST;
import static io.ferryftp.server.transfer.TableFixture.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/// Connections from anywhere reach exactly the session that let them, and take nothing from others.
class OpenDoorsTest {
  private static final InetAddress SERVER = address(99);

  private final TableFixture fixture = new TableFixture();

  private static PassiveClaim<String> armed(
      PassiveTable<String> table, InetAddress client, long session, Reach reach) {
    PassiveClaim<String> claim =
        table.request(client, session, reach, () -> {}).claim().orElseThrow();
    table.arm(claim);
    return claim;
  }

  @Test
  void anotherServersConnectionComesToWhoLetItIn() {
    var table = fixture.table(1);
    PassiveClaim<String> anna = armed(table, HOME, ANNA, Reach.EVERYBODY);

    assertThat(table.offer(SERVER, 0, "fxp")).contains(anna);
    assertThat(anna.take()).contains("fxp");
    assertThat(table.offer(SERVER, 0, "again")).isEmpty();
  }

  @Test
  void theClientsOwnConnectionComesThereToo() {
    var table = fixture.table(1);
    PassiveClaim<String> anna = armed(table, HOME, ANNA, Reach.EVERYBODY);

    assertThat(table.offer(HOME, 0, "own")).contains(anna);
    assertThat(table.offer(SERVER, 0, "late")).isEmpty();
  }

  @Test
  void whoDidNotLetThemInIsNotMet() {
    var table = fixture.table(1);
    armed(table, HOME, ANNA, Reach.CLIENT);

    assertThat(table.offer(SERVER, 0, "stranger")).isEmpty();
    assertThat(table.offer(HOME, 0, "own")).isPresent();
  }

  @Test
  void nobodysOwnConnectionIsGivenToAnOpenDoor() {
    var table = fixture.table(1);
    PassiveClaim<String> anna = armed(table, HOME, ANNA, Reach.EVERYBODY);
    PassiveClaim<String> ben = armed(table, ELSEWHERE, BEN, Reach.CLIENT);

    fixture.clock.advance(MILLISECOND);
    assertThat(table.offer(ELSEWHERE, 0, "for ben")).contains(ben);
    assertThat(table.offer(ELSEWHERE, 0, "ben's second")).isEmpty();
    assertThat(table.offer(SERVER, 0, "for anna")).contains(anna);
  }

  @Test
  void aLateAnswerToSomebodyElseIsAStray() {
    var table = fixture.table(1);
    PassiveClaim<String> ben = armed(table, ELSEWHERE, BEN, Reach.CLIENT);
    table.end(ben);
    PassiveClaim<String> anna = armed(table, HOME, ANNA, Reach.EVERYBODY);

    assertThat(table.offer(ELSEWHERE, 0, "ben's, late")).isEmpty();
    fixture.clock.advance(REST);
    assertThat(table.offer(ELSEWHERE, 0, "a server by now")).contains(anna);
  }

  @Test
  void atOnePortOneDoorIsOpen() {
    var table = fixture.table(1);
    PassiveClaim<String> anna = armed(table, HOME, ANNA, Reach.EVERYBODY);
    PassiveClaim<String> ben = armed(table, ELSEWHERE, BEN, Reach.EVERYBODY);

    assertThat(table.offer(SERVER, 0, "fxp")).contains(anna);
    assertThat(table.offer(SERVER, 0, "whose?")).isEmpty();
    assertThat(table.offer(ELSEWHERE, 0, "ben's own")).contains(ben);
  }

  @Test
  void aDoorThatWasShutStaysShutForOthers() {
    var table = fixture.table(1);
    table.end(armed(table, HOME, ANNA, Reach.EVERYBODY));
    PassiveClaim<String> ben = armed(table, ELSEWHERE, BEN, Reach.EVERYBODY);

    assertThat(table.offer(SERVER, 0, "anna's, late")).isEmpty();
    assertThat(table.offer(ELSEWHERE, 0, "ben's own")).contains(ben);
    fixture.clock.advance(REST.plus(MILLISECOND));
    PassiveClaim<String> later = armed(table, ELSEWHERE, BEN, Reach.EVERYBODY);
    assertThat(table.offer(SERVER, 0, "ben's")).contains(later);
  }

  @Test
  void aDoorThatWasUsedStaysShutForAMoment() {
    var table = fixture.table(1);
    armed(table, HOME, ANNA, Reach.EVERYBODY);
    assertThat(table.offer(SERVER, 0, "first")).isPresent();
    PassiveClaim<String> ben = armed(table, ELSEWHERE, BEN, Reach.EVERYBODY);

    assertThat(table.offer(SERVER, 0, "second, of anna's")).isEmpty();
    table.end(ben);
    fixture.clock.advance(REST.plus(MILLISECOND));
    assertThat(armed(table, ELSEWHERE, BEN, Reach.EVERYBODY)).isNotNull();
    assertThat(table.offer(SERVER, 0, "ben's")).isPresent();
  }

  @Test
  void sessionsThatLetEverybodyInGetPortsOfTheirOwnWhileThereAreAny() {
    var table = fixture.table(8);
    var claims = new ArrayList<PassiveClaim<String>>();
    for (int i = 0; i < 8; i++) {
      claims.add(armed(table, address(i), i, Reach.EVERYBODY));
    }
    var ports = new HashSet<Integer>();
    claims.forEach(claim -> ports.add(claim.port()));

    assertThat(ports).hasSize(8);
    claims.forEach(claim -> assertThat(table.offer(SERVER, claim.port(), "fxp")).contains(claim));
  }

  @Test
  void othersKeepAwayFromOpenDoorsWhileThereAreOtherPorts() {
    var table = fixture.table(2);
    PassiveClaim<String> anna = armed(table, HOME, ANNA, Reach.EVERYBODY);

    for (int i = 10; i < 40; i++) {
      assertThat(armed(table, address(i), i, Reach.CLIENT).port()).isNotEqualTo(anna.port());
    }
  }
}
