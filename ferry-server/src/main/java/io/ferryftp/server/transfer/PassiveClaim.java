package io.ferryftp.server.transfer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One session's right to the next connection that its client's address opens to one port of a
/// [PassiveTable], whose lock guards it.
///
/// @param <C> what stands for a connection
final class PassiveClaim<C> {
  /// The life of a claim.
  enum State {
    /// A port is chosen; what connects is still a stray.
    GRANTED,
    /// The next connection counts.
    ARMED,
    /// It has come.
    USED,
    /// It never came.
    ENDED
  }

  private final PassiveTicket<C> ticket;
  private final int port;
  private final Optional<Duration> early;
  private State state = State.GRANTED;
  private long armedAt;
  private @Nullable C connection;

  PassiveClaim(PassiveTicket<C> ticket, int port, Optional<Duration> early, long now) {
    this.ticket = ticket;
    this.port = port;
    this.early = early;
    this.armedAt = now;
  }

  State state() {
    return state;
  }

  int port() {
    return port;
  }

  long session() {
    return ticket.session();
  }

  Reach reach() {
    return ticket.reach();
  }

  PassiveBook<C> book() {
    return ticket.book();
  }

  /// How long the port had rested, if it should have rested longer.
  Optional<Duration> early() {
    return early;
  }

  /// When it was armed, or granted as long as it is not armed.
  long armedAt() {
    return armedAt;
  }

  /// Hands the connection out, once.
  Optional<C> take() {
    Optional<C> taken = Optional.ofNullable(connection);
    connection = null;
    return taken;
  }

  void arm(long now) {
    state = State.ARMED;
    armedAt = now;
  }

  void use(C arrived) {
    state = State.USED;
    connection = arrived;
  }

  void end() {
    state = State.ENDED;
  }

  void wake() {
    ticket.wake();
  }
}
