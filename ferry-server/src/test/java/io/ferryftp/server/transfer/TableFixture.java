package io.ferryftp.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A table, its clock, and sessions that use it. Connections are words.
final class TableFixture {
  static final Duration REST = Duration.ofSeconds(30);
  static final Duration MILLISECOND = Duration.ofMillis(1);
  static final long ANNA = 1;
  static final long BEN = 2;
  static final long CLEO = 3;
  static final InetAddress HOME = address(1);
  static final InetAddress ELSEWHERE = address(2);

  final ManualClock clock = new ManualClock();

  static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, (byte) (last >> 8), (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  PassiveTable<String> table(int ports) {
    return new PassiveTable<>(ports, REST, clock, new Random(959));
  }

  static PassiveTicket<String> ask(PassiveTable<String> table, long session) {
    return table.request(HOME, session, Reach.CLIENT, () -> {});
  }

  static PassiveClaim<String> armed(PassiveTable<String> table, long session) {
    PassiveClaim<String> claim = ask(table, session).claim().orElseThrow();
    table.arm(claim);
    return claim;
  }

  /// A session expects and gets its connection after so long.
  PassiveClaim<String> used(PassiveTable<String> table, long session, Duration after) {
    PassiveClaim<String> claim = armed(table, session);
    clock.advance(after);
    assertThat(table.offer(HOME, claim.port(), "data")).contains(claim);
    return claim;
  }

  static PassiveClaim<String> abandoned(PassiveTable<String> table, long session) {
    PassiveClaim<String> claim = armed(table, session);
    table.end(claim);
    return claim;
  }

  /// The ports that a session is offered in many tries, each given back unannounced.
  static Set<Integer> offered(PassiveTable<String> table, long session) {
    var ports = new TreeSet<Integer>();
    for (int i = 0; i < 200; i++) {
      PassiveClaim<String> claim = ask(table, session).claim().orElseThrow();
      ports.add(claim.port());
      table.end(claim);
    }
    return ports;
  }
}
