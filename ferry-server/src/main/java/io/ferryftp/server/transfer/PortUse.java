package io.ferryftp.server.transfer;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;

/// What a local port is used for.
enum PortUse {
  /// For listening, or for connecting.
  ALONE,
  /// For listening and for connecting at once, as port 20 is when passive connections come to it
  /// too. The kernel allows it if both sides say SO_REUSEPORT, and not otherwise.
  SHARED;

  /// Makes a channel ready to be bound to the port.
  void prepare(NetworkChannel channel) throws IOException {
    // Many connections at once from one source port, and a restart while old ones linger.
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    if (this == SHARED && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
  }
}
