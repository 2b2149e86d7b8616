package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// The edge between data connections and the operating system: what can fail there is called
/// through here, so that its failures can be tried one by one.
public interface DataSockets {
  /// Those of the operating system, for everybody but tests.
  DataSockets SYSTEM = new DataSockets() {};

  /// Takes the next connection that stands in line at a port, without waiting; empty if none does.
  default Optional<SocketChannel> accept(ServerSocketChannel port) throws IOException {
    return Optional.ofNullable(port.accept());
  }

  /// Connects; parks a virtual thread without holding its carrier.
  ///
  /// @throws java.net.SocketTimeoutException at the limit, of which a millisecond is the least
  default void connect(SocketChannel channel, InetSocketAddress target, Duration limit)
      throws IOException {
    // The socket's connect, for its limit; 0 would mean none.
    channel.socket().connect(target, Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
  }

  /// What moves octets over a connection, which it owns from now on.
  ///
  /// @throws IOException if it is not connected any more
  default Wire wire(SocketChannel connection) throws IOException {
    return new PlainWire(connection);
  }
}
