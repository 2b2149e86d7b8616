package io.ferryftp.server.transfer;

import io.ferryftp.server.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Where sessions and their data connections wait for each other: a [PassiveTable] under its lock.
final class Rendezvous {
  /// A claim and what its session waits on.
  record Seat(PassiveClaim<SocketChannel> claim, Condition changed) {}

  /// What a withdrawal found.
  enum Withdrawal {
    /// The expectation ended here and now.
    ENDED,
    /// It had ended before.
    TOO_LATE
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final PassiveTable<SocketChannel> table;
  private final Duration waitAtMost;
  private boolean closed;

  Rendezvous(int ports, Limits limits, LongSupplier nanoClock, RandomGenerator random) {
    this.table = new PassiveTable<>(ports, limits.passiveRest(), nanoClock, random);
    this.waitAtMost = limits.passiveWait();
  }

  /// Waits in line for a port.
  ///
  /// @throws SocketTimeoutException when none came in time
  /// @throws ClosedChannelException when the ports are closed
  Seat claim(InetAddress address, long session, Reach reach)
      throws IOException, InterruptedException {
    lock.lock();
    try {
      Condition changed = lock.newCondition();
      PassiveTicket<SocketChannel> ticket =
          table.request(address, session, reach, changed::signalAll);
      try {
        waitFor(ticket, changed);
      } catch (IOException | InterruptedException given) {
        table.leave(ticket).ifPresent(table::end);
        throw given;
      }
      return new Seat(ticket.claim().orElseThrow(), changed);
    } finally {
      lock.unlock();
    }
  }

  private void waitFor(PassiveTicket<SocketChannel> ticket, Condition changed)
      throws IOException, InterruptedException {
    long left = waitAtMost.toNanos();
    while (true) {
      if (closed) {
        throw new ClosedChannelException();
      }
      if (ticket.claim().isPresent()) {
        return;
      }
      if (left <= 0) {
        throw new SocketTimeoutException("no passive port for this address within " + waitAtMost);
      }
      long pause = Math.min(left, table.pauseNanos(ticket));
      left -= pause - changed.awaitNanos(pause);
      table.poll(ticket);
    }
  }

  /// From now on the next connection belongs to this claim. The caller holds the listener's lock
  /// and has just offered everything that stood in its backlog.
  void arm(Seat seat) {
    lock.lock();
    try {
      table.arm(seat.claim());
    } finally {
      lock.unlock();
    }
  }

  /// Gives a connection to the claim that waits for it. Empty: it is a stray.
  Optional<PassiveClaim<SocketChannel>> offer(
      InetAddress address, int port, SocketChannel connection) {
    lock.lock();
    try {
      return table.offer(address, port, connection);
    } finally {
      lock.unlock();
    }
  }

  /// Whether [#await] would not wait.
  boolean isDecided(Seat seat) {
    lock.lock();
    try {
      return seat.claim().state() != PassiveClaim.State.ARMED;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the connection.
  ///
  /// @throws SocketTimeoutException when it did not come in time; the claim has ended
  /// @throws AsynchronousCloseException when the claim was withdrawn meanwhile
  /// @throws ClosedChannelException when the claim had ended before
  SocketChannel await(Seat seat, Duration limit) throws IOException {
    PassiveClaim<SocketChannel> claim = seat.claim();
    lock.lock();
    try {
      if (claim.state() == PassiveClaim.State.ENDED) {
        throw new ClosedChannelException();
      }
      long left = limit.toNanos();
      while (claim.state() == PassiveClaim.State.ARMED) {
        if (left <= 0) {
          table.end(claim);
          throw new SocketTimeoutException("no data connection within " + limit);
        }
        left = seat.changed().awaitNanos(left);
      }
      return claim.take().orElseThrow(AsynchronousCloseException::new);
    } catch (InterruptedException _) {
      table.end(claim);
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the claim, whatever it waits for; a connection that came and was not taken is closed.
  Withdrawal withdraw(Seat seat) throws IOException {
    PassiveClaim<SocketChannel> claim = seat.claim();
    Optional<SocketChannel> untaken;
    lock.lock();
    try {
      untaken = claim.take();
      if (untaken.isEmpty()
          && (claim.state() == PassiveClaim.State.USED
              || claim.state() == PassiveClaim.State.ENDED)) {
        return Withdrawal.TOO_LATE;
      }
      table.end(claim);
    } finally {
      lock.unlock();
    }
    if (untaken.isPresent()) {
      untaken.get().close();
    }
    return Withdrawal.ENDED;
  }

  /// Sends away everybody who waits for a port, now and in future.
  void close() {
    lock.lock();
    try {
      closed = true;
      table.wakeAll();
    } finally {
      lock.unlock();
    }
  }
}
