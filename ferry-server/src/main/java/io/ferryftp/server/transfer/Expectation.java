package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent.ExpectationEnd;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/// One session waiting for one passive data connection at one port.
///
/// It ends once: with [#await], at its limit, or by [#withdraw]. A client that connects before the
/// session waits is kept. Any other connection is a stray and changes nothing here.
public final class Expectation {
  private final long session;
  private final PassiveListener listener;
  private final Rendezvous rendezvous;
  private final Rendezvous.Seat seat;
  private final BiConsumer<Expectation, ExpectationEnd> afterwards;
  private final AtomicBoolean ended = new AtomicBoolean();

  /// @param afterwards hears how it ended, once, in the thread that ended it
  Expectation(
      long session,
      PassiveListener listener,
      Rendezvous rendezvous,
      Rendezvous.Seat seat,
      BiConsumer<Expectation, ExpectationEnd> afterwards) {
    this.session = session;
    this.listener = listener;
    this.rendezvous = rendezvous;
    this.seat = seat;
    this.afterwards = afterwards;
  }

  /// Where the client has to connect to.
  public int port() {
    return listener.port();
  }

  /// Waits for the client's connection and hands it over.
  ///
  /// @throws SocketTimeoutException at the limit
  /// @throws AsynchronousCloseException if it is withdrawn meanwhile
  /// @throws ClosedChannelException if it has ended before
  public SocketChannel await(Duration limit) throws IOException {
    drain();
    SocketChannel connection;
    try {
      connection = arrival(limit);
    } catch (SocketTimeoutException late) {
      end(ExpectationEnd.TIMED_OUT);
      throw late;
    } catch (IOException gone) {
      // Withdrawn, and said so already; or this thread was interrupted.
      end(ExpectationEnd.WITHDRAWN);
      throw gone;
    }
    end(ExpectationEnd.USED);
    try {
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connection.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      return connection;
    } catch (IOException broken) {
      connection.close();
      throw broken;
    }
  }

  private SocketChannel arrival(Duration limit) throws IOException {
    if (rendezvous.isDecided(seat)) {
      return rendezvous.await(seat, limit);
    }
    listener.await();
    try {
      return rendezvous.await(seat, limit);
    } finally {
      listener.leave();
    }
  }

  /// The client has usually connected by now; this spares it the way through the acceptor's thread.
  private void drain() {
    try {
      listener.drainFor(seat);
    } catch (IOException _) {
      // Closed, or out of descriptors: the acceptor tries again while we wait.
    }
  }

  /// Ends it, from any thread, as often as one likes. A connection that was not handed over yet is
  /// closed.
  public void withdraw() {
    try {
      if (rendezvous.withdraw(seat) == Rendezvous.Withdrawal.ENDED) {
        end(ExpectationEnd.WITHDRAWN);
      }
    } catch (IOException _) {
      // Closing the connection failed; it is gone all the same.
      end(ExpectationEnd.WITHDRAWN);
    }
  }

  /// What moves octets over the connection that [#await] gave.
  Wire wire(SocketChannel connection) throws IOException {
    return listener.wire(connection);
  }

  long session() {
    return session;
  }

  void arm() throws IOException {
    listener.arm(seat);
  }

  private void end(ExpectationEnd how) {
    if (ended.compareAndSet(false, true)) {
      afterwards.accept(this, how);
    }
  }
}
