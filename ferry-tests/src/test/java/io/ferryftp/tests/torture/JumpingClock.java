package io.ferryftp.tests.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that somebody sets an hour forwards and back all the time.
final class JumpingClock implements InstantSource {
  private final AtomicLong asked = new AtomicLong();

  @Override
  public Instant instant() {
    Duration jump = Duration.ofHours(asked.incrementAndGet() % 2 == 0 ? 1 : -1);
    return Instant.now().plus(jump);
  }
}
