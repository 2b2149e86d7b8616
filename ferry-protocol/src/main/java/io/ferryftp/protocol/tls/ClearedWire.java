package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A connection whose protection has ended (RFC 4217 §5 and §13).
///
/// Some clients answer `close_notify` with their own, others go on in clear at once; both are
/// taken. What was sent under protection behind the command that ended it is an error: it must not
/// count as said in clear, nor the other way round.
final class ClearedWire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Wire below;

  /// Until the peer's end of it is known. Belongs to the reader, as the rest does; others may only
  /// release it.
  private volatile @Nullable TlsWire leaving;

  private ByteBuffer rest = NOTHING;

  /// @param leaving which has said its `close_notify`
  ClearedWire(TlsWire leaving) {
    this.leaving = leaving;
    // Whoever protects and clears again and again must not pile up wires. The earlier one has
    // nothing left: the handshake came through it.
    this.below = leaving.below() instanceof ClearedWire earlier ? earlier.below : leaving.below();
  }

  @Override
  public int read(ByteBuffer into, Duration limit) throws IOException {
    TlsWire tls = leaving;
    if (tls != null) {
      awaitEnd(tls, limit);
      tls.release();
      leaving = null;
    }
    if (!rest.hasRemaining()) {
      return below.read(into, limit);
    }
    int count = Math.min(rest.remaining(), into.remaining());
    into.put(rest.slice(rest.position(), count));
    rest.position(rest.position() + count);
    return count;
  }

  private void awaitEnd(TlsWire tls, Duration limit) throws IOException {
    try {
      if (tls.read(ByteBuffer.allocate(1), limit) >= 0) {
        throw new SSLException("protected octets behind the end of protection");
      }
    } catch (ClearTextException e) {
      rest = tls.takeReceived();
    }
  }

  @Override
  public int available() throws IOException {
    return leaving == null ? rest.remaining() + below.available() : 0;
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    below.write(from);
  }

  @Override
  public void shutdownOutput() throws IOException {
    below.shutdownOutput();
  }

  @Override
  public InetSocketAddress local() {
    return below.local();
  }

  @Override
  public InetSocketAddress remote() {
    return below.remote();
  }

  @Override
  public Optional<SocketChannel> clear() throws IOException {
    return below.clear();
  }

  @Override
  public void reset() throws IOException {
    below.reset();
    releaseEngine();
  }

  @Override
  public void close() throws IOException {
    try {
      below.close();
    } finally {
      releaseEngine();
    }
  }

  private void releaseEngine() {
    TlsWire tls = leaving;
    if (tls != null) {
      tls.releaseEngine();
    }
  }
}
