package io.ferryftp.server.transfer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a [PassiveTable] knows of one client address; its lock guards it.
///
/// @param slots one a port
/// @param queue who waits for a port, first come first
/// @param holds how long connections took
/// @param <C> what stands for a connection
record PassiveBook<C>(
    List<PassiveSlot<C>> slots, ArrayDeque<PassiveTicket<C>> queue, RunningMedian holds) {
  /// An address of which nothing is known yet.
  PassiveBook(int ports, long restNanos) {
    this(
        IntStream.range(0, ports).mapToObj(_ -> new PassiveSlot<C>(restNanos)).toList(),
        new ArrayDeque<>(),
        new RunningMedian());
  }

  /// The claim that the next connection at a port is for.
  Optional<PassiveClaim<C>> armedAt(int port) {
    return Optional.ofNullable(slots.get(port).current)
        .filter(claim -> claim.state() == PassiveClaim.State.ARMED);
  }

  boolean isIdle(long now) {
    return queue.isEmpty() && slots.stream().allMatch(slot -> slot.isIdle(now));
  }
}
