package io.ferryftp.testkit.script;

import java.net.InetAddress;
import java.time.Duration;

/// How a transcript is played.
///
/// @param address of this machine where the scripted peer listens
/// @param patience the longest time for one thing that the peer has to do
/// @param keptOctets how much of the data that the peer sends is kept for looking at; all of them
///   are compared
/// @param lineOctets the longest line of a peer
public record PlaySetting(InetAddress address, Duration patience, int keptOctets, int lineOctets) {
  /// The loopback address of IPv4, 10 s, 1 MiB, 64 KiB.
  public static final PlaySetting DEFAULT =
      new PlaySetting(
          InetAddress.ofLiteral("127.0.0.1"), Duration.ofSeconds(10), 1024 * 1024, 64 * 1024);

  public PlaySetting {
    if (!patience.isPositive() || keptOctets < 0 || lineOctets < 1) {
      throw new IllegalArgumentException("a limit is longer than nothing");
    }
  }

  /// The same at another address.
  public PlaySetting at(InetAddress other) {
    return new PlaySetting(other, patience, keptOctets, lineOctets);
  }

  /// The same with another limit of time.
  public PlaySetting waiting(Duration limit) {
    return new PlaySetting(address, limit, keptOctets, lineOctets);
  }
}
