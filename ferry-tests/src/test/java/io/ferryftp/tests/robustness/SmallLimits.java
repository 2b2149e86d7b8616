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
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.lineOctets(),
        LOGIN,
        IDLE,
        DATA_CONNECT,
        STALL,
        Duration.ofMillis(600),
        usual.passiveRest(),
        usual.refusalsBeforeLogin(),
        usual.unrecognisedInARow(),
        usual.passwordAttempts(),
        usual.sortedEntries(),
        usual.recursionDepth(),
        usual.recursionEntries(),
        usual.asciiSizeOctets(),
        usual.sessions());
  }

  /// Little of everything that is counted.
  static Limits few(int sessions, long asciiSizeOctets) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.lineOctets(),
        usual.loginTime(),
        usual.idleTime(),
        usual.dataConnectTime(),
        usual.stallTime(),
        usual.passiveWait(),
        usual.passiveRest(),
        usual.refusalsBeforeLogin(),
        usual.unrecognisedInARow(),
        usual.passwordAttempts(),
        usual.sortedEntries(),
        usual.recursionDepth(),
        usual.recursionEntries(),
        asciiSizeOctets,
        sessions);
  }
}
