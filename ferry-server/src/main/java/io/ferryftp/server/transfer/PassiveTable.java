package io.ferryftp.server.transfer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Who expects a data connection from which client address at which shared port; some let it come
/// from anywhere ([OpenDoors]).
///
/// A plain structure without sockets, threads or clock; its owner's lock guards it. Ports are
/// numbered from 0. Only the address tells connections apart, and behind one address there may be
/// many sessions, so a port *rests* for an address as long as a connection that was meant for its
/// last session may still come:
///
/// * An expectation that ended unused leaves its port to its own session alone for the long rest.
///   When nothing else is free, another session may have it earlier, but not before [#MIN_REST].
/// * A used one rests for everybody but its session until three times the typical time from arming
///   to connection, at most [#MAX_USED_REST]. Had a late connection of somebody else been taken for
///   the right one, the right one arrives meanwhile and is a stray. Without this rest it would be
///   the next session's theft, and so on.
///
/// @param <C> what stands for a connection
final class PassiveTable<C> {
  /// What a port left unused rests in any case: the first retransmissions of a SYN lie within.
  static final Duration MIN_REST = Duration.ofSeconds(3);

  /// What a port whose expectation was used rests at most.
  static final Duration MAX_USED_REST = Duration.ofSeconds(1);

  /// How many ports, at most half of all, one session may make rest before it gets its own again.
  static final int OWN_RESTS = 2;

  private static final int USED_REST_FACTOR = 3;

  /// A port that will be free within this time is waited for rather than using one that rests.
  private static final long SOON_NANOS = MAX_USED_REST.toNanos();

  /// Below this many addresses nothing is forgotten: looking costs more than it saves.
  private static final int FORGET_ABOVE = 64;

  /// Whose turn it is when a port is chosen.
  private enum Turn {
    FIRST,
    BEHIND_OTHERS
  }

  private final int ports;
  private final long restNanos;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final Map<InetAddress, PassiveBook<C>> books = new HashMap<>();
  private final OpenDoors<C> doors;
  private int forgetAbove = FORGET_ABOVE;

  PassiveTable(int ports, Duration rest, LongSupplier nanoClock, RandomGenerator random) {
    this.ports = ports;
    this.doors = new OpenDoors<>(ports);
    this.restNanos = rest.toNanos();
    this.nanoClock = nanoClock;
    this.random = random;
  }

  /// Asks for a port. The ticket has its claim at once, or waits in line for it.
  ///
  /// @param wake called, with the lock held, whenever the ticket or its claim should look again
  PassiveTicket<C> request(InetAddress address, long session, Reach reach, Runnable wake) {
    forgetIdle();
    PassiveBook<C> book = books.computeIfAbsent(address, _ -> new PassiveBook<>(ports, restNanos));
    serve(book);
    var ticket = new PassiveTicket<>(book, session, reach, wake);
    Turn turn = book.queue().isEmpty() ? Turn.FIRST : Turn.BEHIND_OTHERS;
    OptionalInt port = choose(ticket, turn);
    if (port.isPresent()) {
      grant(ticket, port.getAsInt());
    } else {
      book.queue().add(ticket);
    }
    return ticket;
  }

  /// Looks whether time alone has freed a port for those who wait at this ticket's address.
  void poll(PassiveTicket<C> ticket) {
    serve(ticket.book());
  }

  /// How long a waiting ticket may sleep before it polls. Only the first in line watches the clock;
  /// the next one is woken when it becomes the first.
  long pauseNanos(PassiveTicket<C> ticket) {
    if (ticket.book().queue().peek() != ticket) {
      return Long.MAX_VALUE;
    }
    long now = nanoClock.getAsLong();
    long free = Long.MAX_VALUE;
    long early = Long.MAX_VALUE;
    long patience = 0;
    for (PassiveSlot<C> slot : ticket.book().slots()) {
      if (slot.current != null) {
        patience = Math.max(patience, SOON_NANOS - (now - slot.current.armedAt()));
      } else {
        free = Math.min(free, slot.untilFree(ticket.session(), now));
        early = Math.min(early, slot.untilReusable(now));
      }
    }
    // As in choose(): a port that will soon be free is waited for.
    return free <= SOON_NANOS ? free : Math.min(free, Math.max(early, patience));
  }

  /// Leaves the line. A claim that came in the same moment is returned: it is the caller's to end.
  Optional<PassiveClaim<C>> leave(PassiveTicket<C> ticket) {
    if (ticket.claim().isEmpty() && ticket.book().queue().remove(ticket)) {
      changed(ticket.book());
    }
    return ticket.claim();
  }

  /// From now on a connection counts. Everything that connected before must have been offered: what
  /// came before the client was told the port cannot be its answer.
  void arm(PassiveClaim<C> claim) {
    if (claim.state() == PassiveClaim.State.GRANTED) {
      claim.arm(nanoClock.getAsLong());
    }
  }

  /// Gives a connection to the claim that waits for it. Empty: nobody does, it is a stray; a stray
  /// changes nothing here.
  Optional<PassiveClaim<C>> offer(InetAddress address, int port, C connection) {
    long now = nanoClock.getAsLong();
    Optional<PassiveBook<C>> own = Optional.ofNullable(books.get(address));
    Optional<PassiveClaim<C>> found =
        own.flatMap(book -> book.armedAt(port))
            // What comes from an address that has just expected something here is its late answer.
            .or(() ->
                own.filter(book -> !book.slots().get(port).isIdle(now)).isPresent()
                    ? Optional.empty()
                    : doors.armedAt(port));
    found.ifPresent(claim -> use(claim, connection, now));
    return found;
  }

  private void use(PassiveClaim<C> claim, C connection, long now) {
    PassiveBook<C> book = claim.book();
    PassiveSlot<C> slot = book.slots().get(claim.port());
    claim.use(connection);
    slot.current = null;
    book.holds().add(now - claim.armedAt());
    long expected = claim.armedAt() + USED_REST_FACTOR * book.holds().median() - now;
    long quiet = Math.min(MAX_USED_REST.toNanos(), expected);
    slot.quieten(claim.session(), now, now + quiet);
    doors.ended(claim, now + MAX_USED_REST.toNanos());
    claim.wake();
    changed(book);
  }

  /// Ends a claim that has not been used; nothing happens to any other.
  void end(PassiveClaim<C> claim) {
    boolean announced = claim.state() == PassiveClaim.State.ARMED;
    if (announced || claim.state() == PassiveClaim.State.GRANTED) {
      claim.end();
      PassiveSlot<C> slot = claim.book().slots().get(claim.port());
      slot.current = null;
      long now = nanoClock.getAsLong();
      doors.ended(claim, announced ? now + restNanos : now);
      if (announced) {
        slot.rest(claim.session(), now);
      }
      claim.wake();
      changed(claim.book());
    }
  }

  /// Wakes everybody who waits for a port, so that they look whether there is any point.
  void wakeAll() {
    books.values().forEach(book -> book.queue().forEach(PassiveTicket::wake));
  }

  int addresses() {
    return books.size();
  }

  /// Something changed: the first in line may go, or has something new to watch the clock for.
  private void changed(PassiveBook<C> book) {
    wakeFirst(book);
    serve(book);
  }

  /// First come, first served.
  private void serve(PassiveBook<C> book) {
    for (PassiveTicket<C> first; (first = book.queue().peek()) != null; wakeFirst(book)) {
      OptionalInt port = choose(first, Turn.FIRST);
      if (port.isEmpty()) {
        return;
      }
      book.queue().remove();
      grant(first, port.getAsInt());
      first.wake();
    }
  }

  private void wakeFirst(PassiveBook<C> book) {
    PassiveTicket<C> first = book.queue().peek();
    if (first != null) {
      first.wake();
    }
  }

  private void grant(PassiveTicket<C> ticket, int port) {
    PassiveSlot<C> slot = ticket.book().slots().get(port);
    long now = nanoClock.getAsLong();
    Optional<Duration> early =
        slot.untilFree(ticket.session(), now) > 0 && !slot.isQuietFor(ticket.session(), now)
            ? Optional.of(Duration.ofNanos(slot.restedFor(now)))
            : Optional.empty();
    slot.current = ticket.grant(port, early, now);
    doors.granted(slot.current, now);
  }

  private OptionalInt choose(PassiveTicket<C> ticket, Turn turn) {
    PassiveBook<C> book = ticket.book();
    long session = ticket.session();
    long now = nanoClock.getAsLong();
    List<Integer> free = new ArrayList<>();
    List<Integer> own = new ArrayList<>();
    OptionalInt lastUsed = OptionalInt.empty();
    OptionalInt leastRecent = OptionalInt.empty();
    long longest = Long.MIN_VALUE;
    long soonest = Long.MAX_VALUE;
    for (int port = 0; port < ports; port++) {
      PassiveSlot<C> slot = book.slots().get(port);
      if (slot.current != null) {
        boolean recent = now - slot.current.armedAt() < SOON_NANOS;
        soonest = recent ? 0 : soonest;
        continue;
      }
      long untilFree = slot.untilFree(session, now);
      boolean justUsed = untilFree > 0 && slot.isQuietFor(session, now);
      if (slot.restsFor(session, now) && mayHaveItsOwn(slot, session, turn, now)) {
        own.add(port);
      } else if (untilFree <= 0) {
        free.add(port);
      } else if (justUsed) {
        lastUsed = OptionalInt.of(port);
      }
      soonest = Math.min(soonest, untilFree);
      if (slot.untilReusable(now) <= 0 && slot.restedFor(now) > longest) {
        longest = slot.restedFor(now);
        leastRecent = OptionalInt.of(port);
      }
    }
    if (turn == Turn.BEHIND_OTHERS) {
      return anyOf(own);
    }
    free = doors.preferred(free, ticket, now);
    // Another port than the one it gave up, so that what comes late to that is a stray.
    boolean rested = own.size() >= Math.clamp(ports / 2, 1, OWN_RESTS);
    OptionalInt port = anyOf(free.isEmpty() || rested ? own : free);
    if (port.isPresent() || lastUsed.isPresent()) {
      return port.isPresent() ? port : lastUsed;
    }
    // Where everybody is quick, this spares them every theft and costs them nothing.
    return soonest <= SOON_NANOS ? OptionalInt.empty() : leastRecent;
  }

  private OptionalInt anyOf(List<Integer> some) {
    return some.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(some.get(random.nextInt(some.size())));
  }

  /// Whether a session gets the port that rests for its sake: at once after giving up, for nobody
  /// else could have it now; after using it only in turn, for in a moment others could.
  private boolean mayHaveItsOwn(PassiveSlot<C> slot, long session, Turn turn, long now) {
    boolean quiet = slot.untilFree(session, now) > 0;
    return turn == Turn.FIRST
        ? !quiet || slot.isQuietFor(session, now)
        : !quiet && slot.isFreshRestOf(session);
  }

  /// Drops the addresses that need no memory, whenever their number has doubled: the memory stays
  /// within twice what is needed, and nobody has to sweep.
  private void forgetIdle() {
    if (books.size() < forgetAbove) {
      return;
    }
    long now = nanoClock.getAsLong();
    books.values().removeIf(book -> book.isIdle(now));
    forgetAbove = Math.max(FORGET_ABOVE, 2 * books.size());
  }
}
