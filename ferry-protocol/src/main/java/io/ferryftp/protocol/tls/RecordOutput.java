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

  /// What one record adds, and tickets in front of it; more is taken in turns.
  private static final int SMALL_EXTRA_OCTETS = 1024;

  /// What TLS says by itself at once, where the engine takes what it gets.
  private static final int WORDS_OCTETS = 4 << 10;

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
      ByteBuffer out = roomFor(from.remaining());
      try {
        encrypt(from, out);
      } finally {
        giveBack(out);
      }
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        flush();
      }
    } finally {
      writing.unlock();
    }
  }

  private void encrypt(ByteBuffer from, ByteBuffer out) throws IOException {
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
  }

  /// Room for one record behind another that waits, or for bulk.
  private ByteBuffer roomFor(int plainOctets) {
    int packet = engine.getSession().getPacketBufferSize();
    if (engine instanceof NativeEngine) {
      return plainOctets < packet
          ? ByteBuffer.allocate(plainOctets + SMALL_EXTRA_OCTETS)
          : BulkMemory.SENT.take(2 * packet);
    }
    return ByteBuffer.allocate(
        plainOctets < packet ? 2 * packet : Math.max(BULK_OCTETS, 2 * packet));
  }

  private void giveBack(ByteBuffer out) {
    if (engine instanceof NativeEngine) {
      BulkMemory.SENT.giveBack(out);
    }
  }

  /// Writes what TLS itself has to say.
  void flush() throws IOException {
    writing.lock();
    try {
      ByteBuffer out = roomForWords();
      SSLEngineResult result;
      do {
        result = engine.wrap(NOTHING, out);
      } while (result.getStatus() == Status.OK
          && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
          && out.hasRemaining());
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
      ByteBuffer out = roomForWords();
      SSLEngineResult result;
      do {
        result = engine.wrap(NOTHING, out);
        if (!out.hasRemaining()) {
          below.write(out.flip());
          out.clear();
        }
      } while (!engine.isOutboundDone() && result.bytesProduced() > 0);
      below.write(out.flip());
    } finally {
      writing.unlock();
    }
  }

  private ByteBuffer roomForWords() {
    return ByteBuffer.allocate(engine instanceof NativeEngine ? WORDS_OCTETS : BULK_OCTETS);
  }
}
