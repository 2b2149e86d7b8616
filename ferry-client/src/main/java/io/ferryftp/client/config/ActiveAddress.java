package io.ferryftp.client.config;

import java.net.InetAddress;
import java.util.Optional;

/// Where the client waits for active data connections.
///
/// @param announced the address that the server is told, for a client behind NAT; empty: that of
///   the control connection
/// @param firstPort of the range, 1 to 65535, or 0 for any free port
/// @param lastPort of the range, not below the first
public record ActiveAddress(Optional<InetAddress> announced, int firstPort, int lastPort) {
  /// The control connection's address and any free port.
  public static final ActiveAddress ANY = new ActiveAddress(Optional.empty(), 0, 0);

  public ActiveAddress {
    boolean any = firstPort == 0 && lastPort == 0;
    if (!any && (firstPort < 1 || lastPort > 0xFFFF || lastPort < firstPort)) {
      throw new IllegalArgumentException("no range of ports: " + firstPort + " to " + lastPort);
    }
  }
}
