package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// The data connection of a transfer, protected as it must be, and brought to an end that the peer
/// can tell from a cut.
///
/// @param below as TCP has it
/// @param ready what the data go over
record DataLink(Wire below, DataProtection.Protected ready) implements AutoCloseable {
  /// How long a client may take to end its own side, once it has everything: more than a round trip
  /// anywhere on earth, and little enough for clients that wait for the reply before they close.
  static final Duration FAREWELL = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(DataLink.class.getName());
  private static final int DROPPED_OCTETS = 1024;

  Wire wire() {
    return ready.wire();
  }

  /// Gives back what protection has taken outside the heap; nothing moves any more. The connection
  /// below stays as it is.
  @Override
  public void close() {
    if (wire() instanceof TlsWire tls) {
      tls.release();
    }
  }

  private boolean isProtected() {
    return ready.tls().isPresent();
  }

  /// Ends what we send. In clear the close does that.
  ///
  /// A client may answer our `close_notify` with its own. If that lay unread here when we close,
  /// TCP would send RST, and with it destroy what the client has not read yet. So it is read, to
  /// the end of the connection or for [#FAREWELL].
  void endSending() throws IOException {
    if (isProtected()) {
      wire().shutdownOutput();
      below.shutdownOutput();
      awaitEnd();
    }
  }

  private void awaitEnd() {
    long deadline = System.nanoTime() + FAREWELL.toNanos();
    ByteBuffer dropped = ByteBuffer.allocate(DROPPED_OCTETS);
    try {
      Duration left = FAREWELL;
      while (left.isPositive() && below.read(dropped.clear(), left) >= 0) {
        left = Duration.ofNanos(deadline - System.nanoTime());
      }
    } catch (SocketTimeoutException e) {
      LOG.log(Level.DEBUG, "a client has not closed its data connection yet");
    } catch (IOException e) {
      // All has been sent, and whatever the client does now is its own affair.
      LOG.log(Level.DEBUG, "a data connection did not end in order", e);
    }
  }

  /// Ends what we send after an upload: the tickets that have waited for it, and `close_notify`.
  /// The client has said everything and may be gone, so nothing that fails here matters. If its end
  /// was in the data, its `close_notify` is on its way yet, and is read like an answer to ours.
  void endReceiving(Pump.End end) {
    if (isProtected()) {
      try {
        wire().shutdownOutput();
        if (end == Pump.End.IN_THE_DATA) {
          below.shutdownOutput();
          awaitEnd();
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a client did not wait for close_notify", e);
      }
    }
  }
}
