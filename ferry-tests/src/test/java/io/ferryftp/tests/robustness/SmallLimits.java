package io.ferryftp.tests.robustness;

import io.ferryftp.server.config.Limits;
import java.time.Duration;

/// Limits small enough to be passed by a test.
final class SmallLimits {
  static final Duration LOGIN = Duration.ofMillis(700);
  static final Duration IDLE = Duration.ofMillis(900);
  static final Duration DATA_CONNECT = Duration.ofMillis(500);
  static final Duration STALL = Duration.ofMillis(800);

  private SmallLimits() {}

  /// Everything that has to do with time ends soon.
  static Limits impatient() {
    return Limits.DEFAULT.toBuilder()
        .loginTime(LOGIN)
        .idleTime(IDLE)
        .dataConnectTime(DATA_CONNECT)
        .stallTime(STALL)
        .passiveWait(Duration.ofMillis(600))
        .build();
  }

  /// Little of everything that is counted.
  static Limits few(int sessions, long asciiSizeOctets) {
    return Limits.DEFAULT.toBuilder().asciiSizeOctets(asciiSizeOctets).sessions(sessions).build();
  }
}
