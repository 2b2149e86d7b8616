package io.ferryftp.benchmarks.micro;

import io.ferryftp.protocol.net.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// A connection whose peer says the same for ever and does not listen.
final class MemoryWire implements Wire {
  private final ByteBuffer said;

  MemoryWire(byte[] said) {
    this.said = ByteBuffer.wrap(said);
  }

  @Override
  public int read(ByteBuffer into, Duration limit) {
    int count = Math.min(into.remaining(), said.remaining());
    into.put(said.slice(said.position(), count));
    said.position(said.position() + count);
    if (!said.hasRemaining()) {
      said.rewind();
    }
    return count;
  }

  @Override
  public int available() {
    return said.remaining();
  }

  @Override
  public void write(ByteBuffer from) {
    from.position(from.limit());
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public InetSocketAddress local() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 21);
  }

  @Override
  public InetSocketAddress remote() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
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
