package io.ferryftp.server.transfer;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A clock that stands until it is moved. It starts just before the counter overflows, as a real
/// one may.
final class ManualClock implements LongSupplier {
  private long now = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

  @Override
  public long getAsLong() {
    return now;
  }

  void advance(Duration by) {
    now += by.toNanos();
  }
}
