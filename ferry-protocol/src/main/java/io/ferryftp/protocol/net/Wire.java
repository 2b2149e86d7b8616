package io.ferryftp.protocol.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// One connection as octets in both directions, clear or protected.
///
/// One thread may read while another writes. `close` and `reset` may come from any thread and end
/// what the others are waiting in with an [IOException].
public interface Wire extends Closeable {
  /// Waits for octets and puts at least one into the buffer.
  ///
  /// @param limit how long to wait at most; a millisecond is the least
  /// @return how many, or -1 at the end of what the peer sends
  /// @throws SocketTimeoutException at the limit; the connection is as it was
  int read(ByteBuffer into, Duration limit) throws IOException;

  /// How many octets a [#read] would give without waiting, at least; 0 also at the end.
  int available() throws IOException;

  /// Writes all that remains in the buffer. There is no limit of time: see [StallWatch].
  void write(ByteBuffer from) throws IOException;

  /// Says that nothing more will be written; reading goes on.
  void shutdownOutput() throws IOException;

  InetSocketAddress local();

  InetSocketAddress remote();

  /// The channel, if octets may go over it as they are, for `sendfile`; empty when protected. A
  /// virtual thread may call `transferTo` on it: it returns 0 when the socket is full, and an
  /// ordinary [#write] then parks.
  ///
  /// @throws IOException if the connection has ended
  Optional<SocketChannel> clear() throws IOException;

  /// Ends the connection with RST, dropping what is unsent.
  void reset() throws IOException;
}
