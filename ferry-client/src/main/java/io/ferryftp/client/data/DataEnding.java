package io.ferryftp.client.data;

import io.ferryftp.client.control.Deadline;
import io.ferryftp.client.data.TransferRequest.Direction;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// The good end of a protected data connection.
///
/// Behind an upload the server's own end is awaited: with it come the tickets for the connections
/// to follow, and a connection that is closed with something unread in it is reset, which may cost
/// the last octets sent. The wait has a limit, because there are servers that never say anything.
final class DataEnding {
  private static final int DRAINED_OCTETS = 4096;

  private final TlsWire wire;
  private final Direction direction;
  private final Duration limit;

  /// @param limit for the server's end
  DataEnding(TlsWire wire, Direction direction, Duration limit) {
    this.wire = wire;
    this.direction = direction;
    this.limit = limit;
  }

  /// Sends `close_notify`, and the end of the connection below behind it.
  ///
  /// @throws IOException if that does not arrive and matters: at the end of an upload
  void sayGoodbye() throws IOException {
    try {
      wire.shutdownOutput();
      wire.below().shutdownOutput();
    } catch (IOException e) {
      if (direction == Direction.TO_SERVER) {
        throw e;
      }
      log().log(System.Logger.Level.DEBUG, "the server has gone first", e);
    }
  }

  /// Waits for the server's `close_notify`, or the end of the connection below, within the limit.
  void awaitGoodbye() {
    if (direction == Direction.FROM_SERVER) {
      return; // It has been read already.
    }
    Deadline deadline = Deadline.in(limit);
    var dropped = ByteBuffer.allocate(DRAINED_OCTETS);
    try {
      while (!deadline.hasPassed() && wire.read(dropped.clear(), deadline.rest()) >= 0) {}
    } catch (IOException e) {
      // All has been sent: whether it was taken, the final reply says.
      log().log(System.Logger.Level.DEBUG, "the server did not end TLS", e);
    }
  }

  /// Asked for when there is something to say: the first logger is looked for in every jar.
  private static System.Logger log() {
    return System.getLogger(DataEnding.class.getName());
  }
}
