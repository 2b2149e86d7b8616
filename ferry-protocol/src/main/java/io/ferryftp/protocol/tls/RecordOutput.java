package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/// Puts what an engine has to say onto a connection, one writer at a time. It holds no memory in
/// between.
final class RecordOutput {
  /// Several records in one write, where octets go in bulk.
  private static final int BULK_OCTETS = 68 << 10;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Wire below;
  private final SSLEngine engine;
  private final ReentrantLock writing = new ReentrantLock();

  RecordOutput(Wire below, SSLEngine engine) {
    this.below = below;
    this.engine = engine;
  }

  /// Writes all that remains in the buffer, and with it what waits to be said by TLS itself.
  void write(ByteBuffer from) throws IOException {
    writing.lock();
    try {
      ByteBuffer out = ByteBuffer.allocate(octetsFor(from.remaining()));
      while (from.hasRemaining()) {
        Status status = engine.wrap(from, out).getStatus();
        if (status == Status.CLOSED) {
          throw new ClosedChannelException();
        }
        if (status == Status.BUFFER_OVERFLOW) {
          below.write(out.flip());
          out.clear();
        }
      }
      below.write(out.flip());
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        flush();
      }
    } finally {
      writing.unlock();
    }
  }

  /// Room for one record behind another that waits, or for bulk.
  private int octetsFor(int plainOctets) {
    int packet = engine.getSession().getPacketBufferSize();
    return plainOctets < packet ? 2 * packet : Math.max(BULK_OCTETS, 2 * packet);
  }

  /// Writes what TLS itself has to say.
  void flush() throws IOException {
    writing.lock();
    try {
      ByteBuffer out = ByteBuffer.allocate(BULK_OCTETS);
      SSLEngineResult result;
      do {
        result = engine.wrap(NOTHING, out);
      } while (result.getStatus() == Status.OK
          && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
      below.write(out.flip());
    } finally {
      writing.unlock();
    }
  }

  /// Says what waits to be said, and then that nothing more will come.
  void end() throws IOException {
    writing.lock();
    try {
      engine.closeOutbound();
      ByteBuffer out = ByteBuffer.allocate(BULK_OCTETS);
      SSLEngineResult result;
      do {
        result = engine.wrap(NOTHING, out);
      } while (!engine.isOutboundDone() && result.bytesProduced() > 0);
      below.write(out.flip());
    } finally {
      writing.unlock();
    }
  }
}
