package io.ferryftp.server.session;

import io.ferryftp.server.config.Limits;
import java.time.Duration;

/// How long a session may still be silent, on the monotonic clock: a change of the wall clock ends
/// nobody.
final class SessionClock {
  private final Limits limits;
  private volatile long lastActivity = System.nanoTime();
  private long strangerSince = System.nanoTime();

  SessionClock(Limits limits) {
    this.limits = limits;
  }

  /// Something happened: a command, or the end of a transfer.
  void activity() {
    lastActivity = System.nanoTime();
  }

  /// Somebody who was logged in is not any more.
  void stranger() {
    strangerSince = System.nanoTime();
  }

  /// The time until the session is too late, negative when it is. A stranger has the login time,
  /// which activity does not prolong.
  Duration left(Session session) {
    return session.isLoggedIn()
        ? limits.idleTime().minusNanos(System.nanoTime() - lastActivity)
        : limits.loginTime().minusNanos(System.nanoTime() - strangerSince);
  }
}
