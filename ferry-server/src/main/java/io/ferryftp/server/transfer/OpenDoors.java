package io.ferryftp.server.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which ports of a [PassiveTable] a connection from anywhere may come to, and for whose sake; its
/// lock guards it.
///
/// An address tells nothing about such a connection, only the port does. So at a port at most one
/// session's door is open, and once it is shut, no other session's is opened there until what was
/// meant for the first cannot come any more. A session that finds its port's door taken expects its
/// client there and nobody else. Nobody's connection is ever given away: doors are asked only about
/// connections that are otherwise strays.
///
/// @param <C> what stands for a connection
final class OpenDoors<C> {
  private static final class Door<C> {
    private @Nullable PassiveClaim<C> open;
    private boolean kept;
    private long session;
    private long keptUntil;

    /// How many claims there are at this port, of all addresses.
    private int claims;

    private boolean isFor(long asking, long now) {
      return open == null && (!kept || asking == session || keptUntil - now <= 0);
    }
  }

  private final List<Door<C>> doors = new ArrayList<>();

  OpenDoors(int ports) {
    for (int port = 0; port < ports; port++) {
      doors.add(new Door<>());
    }
  }

  /// Of some ports those that suit a ticket best; all of them if none does.
  List<Integer> preferred(List<Integer> some, PassiveTicket<C> ticket, long now) {
    List<Integer> best =
        switch (ticket.reach()) {
          // Not where another server is about to connect whose address may be this client's.
          case CLIENT -> some.stream().filter(port -> doors.get(port).open == null).toList();
          case EVERYBODY ->
              some.stream().filter(port -> doors.get(port).isFor(ticket.session(), now)).toList();
        };
    List<Integer> lonely =
        ticket.reach() == Reach.CLIENT
            ? best
            : best.stream().filter(port -> doors.get(port).claims == 0).toList();
    return !lonely.isEmpty() ? lonely : best.isEmpty() ? some : best;
  }

  /// A port was given; its door is opened if the ticket wants that and it may be.
  void granted(PassiveClaim<C> claim, long now) {
    Door<C> door = doors.get(claim.port());
    door.claims++;
    if (claim.reach() == Reach.EVERYBODY && door.isFor(claim.session(), now)) {
      door.open = claim;
      door.session = claim.session();
    }
  }

  /// The claim whose door is open at a port.
  Optional<PassiveClaim<C>> armedAt(int port) {
    return Optional.ofNullable(doors.get(port).open)
        .filter(claim -> claim.state() == PassiveClaim.State.ARMED);
  }

  /// A claim has ended, one way or another.
  ///
  /// @param keptUntil until when what was meant for it may still come
  void ended(PassiveClaim<C> claim, long keptUntil) {
    Door<C> door = doors.get(claim.port());
    door.claims--;
    if (door.open == claim) {
      door.open = null;
      door.kept = true;
      door.keptUntil = keptUntil;
    }
  }
}
