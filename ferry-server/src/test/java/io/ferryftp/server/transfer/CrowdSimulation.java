package io.ferryftp.server.transfer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/// Many sessions behind one address with a long way to the server, in simulated time: the table is
/// the real one, everything around it is a queue of things to happen.
///
/// Good sessions do PASV, connect, take a file, again and again. Bad ones give up before they
/// connect and connect late, never connect, or connect twice.
final class CrowdSimulation {
  /// What is simulated.
  ///
  /// @param badSessions of the sessions, the first ones
  /// @param latest how long after giving up a late connection arrives at most
  record Setting(
      int ports, int sessions, int badSessions, Duration rest, Duration latest, Duration length) {}

  /// What came of it.
  ///
  /// @param wrong connections that were delivered to another session
  /// @param files that good sessions got
  /// @param refused PASV of good sessions
  /// @param waits of good sessions for a port, ascending
  record Outcome(long wrong, long files, long refused, List<Duration> waits) {
    Duration waited(double share) {
      return waits.isEmpty() ? Duration.ZERO : waits.get((int) (share * (waits.size() - 1)));
    }
  }

  private record Happening(long at, long order, Runnable what) {}

  /// A connection knows whose it is; the table does not.
  private record Connection(long session) {}

  private static final InetAddress NAT = Loopback.address("10.0.0.1");
  private static final long ONE_WAY = Duration.ofMillis(50).toNanos();
  private static final long JITTER = Duration.ofMillis(10).toNanos();
  private static final long PASSIVE_WAIT = Duration.ofSeconds(10).toNanos();
  private static final long ACCEPT_LIMIT = Duration.ofSeconds(2).toNanos();

  /// A second connection comes within this time after the first.
  private static final long TWICE = Duration.ofMillis(100).toNanos();

  private final Setting setting;
  private final Random random;
  private final PassiveTable<Connection> table;
  private final PriorityQueue<Happening> future =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at).thenComparingLong(Happening::order));
  private final List<Duration> waits = new ArrayList<>();
  private final long[] asked;
  private long now;
  private long order;
  private long wrong;
  private long files;
  private long refused;

  CrowdSimulation(Setting setting, long seed) {
    this.setting = setting;
    this.random = new Random(seed);
    this.asked = new long[setting.sessions()];
    this.table = new PassiveTable<>(setting.ports(), setting.rest(), () -> now, random);
  }

  Outcome run() {
    for (int session = 0; session < setting.sessions(); session++) {
      int starting = session;
      after(random.nextLong(2 * ONE_WAY), () -> passive(starting));
    }
    while (!future.isEmpty() && future.peek().at() < setting.length().toNanos()) {
      Happening next = future.remove();
      now = next.at();
      next.what().run();
    }
    waits.sort(Comparator.naturalOrder());
    return new Outcome(wrong, files, refused, waits);
  }

  private void after(long delay, Runnable what) {
    future.add(new Happening(now + delay, order++, what));
  }

  /// PASV arrives at the server.
  private void passive(int session) {
    asked[session] = now;
    var waiter = new Waiter(session);
    waiter.ticket = Optional.of(table.request(NAT, session, Reach.CLIENT, waiter::wake));
    waiter.look();
  }

  private boolean isBad(int session) {
    return session < setting.badSessions();
  }

  /// A session in line, and then with its claim.
  private final class Waiter {
    private final int session;
    private Optional<PassiveTicket<Connection>> ticket = Optional.empty();
    private boolean done;

    Waiter(int session) {
      this.session = session;
    }

    void wake() {
      after(0, this::look);
    }

    void look() {
      if (done || ticket.isEmpty()) {
        return;
      }
      PassiveTicket<Connection> mine = ticket.get();
      if (mine.claim().isEmpty()) {
        table.poll(mine);
      }
      long left = asked[session] + PASSIVE_WAIT - now;
      if (mine.claim().isEmpty() && left > 0) {
        after(Math.min(left, table.pauseNanos(mine)), this::look);
        return;
      }
      done = true;
      Optional<PassiveClaim<Connection>> claim = table.leave(mine);
      if (!isBad(session)) {
        waits.add(Duration.ofNanos(now - asked[session]));
        refused += claim.isEmpty() ? 1 : 0;
      }
      claim.ifPresentOrElse(
          granted -> announce(session, granted), () -> again(session, 2 * ONE_WAY));
    }
  }

  private void again(int session, long delay) {
    after(delay, () -> passive(session));
  }

  /// 227 goes out. A connection is there to be accepted when the last part of its handshake is.
  private void announce(int session, PassiveClaim<Connection> claim) {
    table.arm(claim);
    long there = 4 * ONE_WAY + random.nextLong(JITTER);
    if (!isBad(session)) {
      after(there, () -> connect(session, claim.port()));
      after(ACCEPT_LIMIT, () -> giveUp(claim));
      after(there + 4 * ONE_WAY, () -> passive(session));
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        // ABOR or a new PASV, while the connection is on its way or will be.
        after(there, () -> giveUp(claim));
        after(
            there + random.nextLong(setting.latest().toNanos()),
            () -> connect(session, claim.port()));
        again(session, there + random.nextLong(4 * ONE_WAY));
      }
      case 1 -> {
        after(ACCEPT_LIMIT, () -> giveUp(claim));
        again(session, ACCEPT_LIMIT + 2 * ONE_WAY);
      }
      default -> {
        after(there, () -> connect(session, claim.port()));
        after(there + random.nextLong(TWICE), () -> connect(session, claim.port()));
        again(session, there + 4 * ONE_WAY);
      }
    }
  }

  private void giveUp(PassiveClaim<Connection> claim) {
    if (claim.state() == PassiveClaim.State.ARMED) {
      table.end(claim);
    }
  }

  private void connect(int session, int port) {
    table
        .offer(NAT, port, new Connection(session))
        .ifPresent(claim -> {
          boolean right = claim.session() == session;
          wrong += right ? 0 : 1;
          files += right && !isBad(session) ? 1 : 0;
        });
  }
}
