package io.ferryftp.server.account;

import java.time.Duration;

/// What passwords may cost a server, and how long a right one is remembered.
///
/// @param checks that run at the same time, in the whole server; each is worth a processor
/// @param patience of a login for its turn; then it fails, and says that it could not be tried
/// @param remembered accounts whose last right password is known again without its rounds; the
///   oldest go first
/// @param memory how long that is so, from the check on
public record PasswordLimits(int checks, Duration patience, int remembered, Duration memory) {
  /// Half of the processors, so that whoever guesses leaves the rest to those who are in already.
  public static final PasswordLimits DEFAULT =
      new PasswordLimits(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          Duration.ofSeconds(10),
          10_000,
          Duration.ofMinutes(5));

  public PasswordLimits {
    if (checks < 1 || remembered < 0 || patience.isNegative() || memory.isNegative()) {
      throw new IllegalArgumentException("limits are not negative, and one check is the least");
    }
  }
}
