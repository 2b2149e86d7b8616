package io.ferryftp.protocol.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// A wire that gives octets from memory, at most so many at a time, and swallows what is written.
final class ScriptedWire implements Wire {
  private final ByteBuffer octets;
  private final int chunk;

  ScriptedWire(byte[] octets, int chunk) {
    this.octets = ByteBuffer.wrap(octets);
    this.chunk = chunk;
  }

  @Override
  public int read(ByteBuffer into, Duration limit) {
    int count = Math.min(Math.min(chunk, octets.remaining()), into.remaining());
    if (count == 0) {
      return -1;
    }
    into.put(octets.slice(octets.position(), count));
    octets.position(octets.position() + count);
    return count;
  }

  @Override
  public int available() {
    return octets.remaining();
  }

  @Override
  public void write(ByteBuffer from) {
    from.position(from.limit());
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public InetSocketAddress local() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  @Override
  public InetSocketAddress remote() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);
  }

  @Override
  public Optional<SocketChannel> clear() {
    return Optional.empty();
  }

  @Override
  public void reset() {}

  @Override
  public void close() {}
}
