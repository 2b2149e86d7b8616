package io.ferryftp.server.transfer;

import org.jspecify.annotations.Nullable;

/// One port of a [PassiveTable] as one client address sees it: who has it, and for whom it rests.
///
/// Two rests may run at once. Times that have passed are zero or negative.
///
/// @param <C> what stands for a connection
final class PassiveSlot<C> {
  /// After an expectation that ended unused.
  ///
  /// @param used when its session last used the port since; or the same as `since`
  private record Rest(long session, long since, long used) {}

  /// After an expectation that was used.
  private record Quiet(long session, long until) {}

  private final long restNanos;
  private final long minRestNanos;
  private @Nullable Rest rest;
  private @Nullable Quiet quiet;

  /// Who has it now.
  @Nullable PassiveClaim<C> current;

  PassiveSlot(long restNanos) {
    this.restNanos = restNanos;
    this.minRestNanos = Math.min(restNanos, PassiveTable.MIN_REST.toNanos());
  }

  /// A session left it unused: the long rest begins.
  void rest(long session, long now) {
    rest = new Rest(session, now, now);
  }

  /// A session used it: the short rest begins. A long rest of its own goes on, and then some: what
  /// was taken for the connection may have been the late one, and the right one is now late.
  void quieten(long session, long now, long until) {
    quiet = new Quiet(session, until);
    if (rest != null && restsFor(session, now)) {
      rest = new Rest(session, rest.since(), now);
    }
  }

  /// Until it is free for this session, by time alone.
  long untilFree(long session, long now) {
    return Math.max(untilQuiet(now), isRestOf(session) ? 0 : untilRested(now));
  }

  /// Until another session may have it although it rests.
  long untilReusable(long now) {
    return Math.max(untilQuiet(now), rest == null ? 0 : rest.used() + minRestNanos - now);
  }

  /// Until the long rest is over.
  long untilRested(long now) {
    return rest == null ? 0 : Math.max(rest.since() + restNanos, rest.used() + minRestNanos) - now;
  }

  /// Whether this session left it unused and has not used it since.
  boolean isFreshRestOf(long session) {
    return rest != null && rest.session() == session && rest.used() == rest.since();
  }

  /// Whether the long rest runs, and not against this session.
  boolean restsFor(long session, long now) {
    return isRestOf(session) && untilRested(now) > 0;
  }

  /// How long it has had the long rest.
  long restedFor(long now) {
    return rest == null ? 0 : now - rest.since();
  }

  /// Whether it is kept from others only because this session has just used it.
  boolean isQuietFor(long session, long now) {
    return quiet != null
        && quiet.session() == session
        && (isRestOf(session) || untilRested(now) <= 0);
  }

  /// Whether nothing needs to be remembered of it.
  boolean isIdle(long now) {
    return current == null && untilRested(now) <= 0 && untilQuiet(now) <= 0;
  }

  private boolean isRestOf(long session) {
    return rest != null && rest.session() == session;
  }

  private long untilQuiet(long now) {
    return quiet == null ? 0 : quiet.until() - now;
  }
}
