package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/// Where the next transfer of a session gets its data connection from; good for one transfer.
public sealed interface DataPort permits ActiveDataPort, PassiveDataPort {
  /// Who opens the connection.
  ServerEvent.DataMode mode();

  /// Makes the connection come about, once, without protection.
  ///
  /// @throws SocketTimeoutException at the limit
  /// @throws AsynchronousCloseException if it is cancelled meanwhile
  /// @throws ClosedChannelException if it was cancelled before
  Wire open(Duration limit) throws IOException;

  /// Ends what [#open] waits for, and the connection if there is one; from any thread, as often as
  /// one likes.
  void cancel();
}
