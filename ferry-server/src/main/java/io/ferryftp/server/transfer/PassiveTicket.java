package io.ferryftp.server.transfer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session's place in the line of its client's address for a port of a [PassiveTable], whose lock
/// guards it.
///
/// @param <C> what stands for a connection
final class PassiveTicket<C> {
  private final PassiveBook<C> book;
  private final long session;
  private final Reach reach;
  private final Runnable wake;
  private @Nullable PassiveClaim<C> claim;

  PassiveTicket(PassiveBook<C> book, long session, Reach reach, Runnable wake) {
    this.book = book;
    this.session = session;
    this.reach = reach;
    this.wake = wake;
  }

  /// The port it waited for; empty while it waits.
  Optional<PassiveClaim<C>> claim() {
    return Optional.ofNullable(claim);
  }

  /// From where its connection may come.
  Reach reach() {
    return reach;
  }

  PassiveBook<C> book() {
    return book;
  }

  long session() {
    return session;
  }

  PassiveClaim<C> grant(int port, Optional<Duration> early, long now) {
    var granted = new PassiveClaim<>(this, port, early, now);
    claim = granted;
    return granted;
  }

  void wake() {
    wake.run();
  }
}
