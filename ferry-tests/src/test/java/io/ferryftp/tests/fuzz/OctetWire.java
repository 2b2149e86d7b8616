package io.ferryftp.tests.fuzz;

import io.ferryftp.protocol.net.Wire;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// A connection on which given octets come in, so many at a time, and what goes out is kept.
final class OctetWire implements Wire {
  private final ByteBuffer in;
  private final int atATime;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  OctetWire(byte[] octets, int atATime) {
    this.in = ByteBuffer.wrap(octets);
    this.atATime = atATime;
  }

  byte[] written() {
    return out.toByteArray();
  }

  @Override
  public int read(ByteBuffer into, Duration limit) {
    if (!in.hasRemaining()) {
      return -1;
    }
    int count = Math.min(atATime, Math.min(in.remaining(), into.remaining()));
    into.put(in.slice(in.position(), count));
    in.position(in.position() + count);
    return count;
  }

  @Override
  public int available() {
    return in.remaining();
  }

  @Override
  public void write(ByteBuffer from) {
    var octets = new byte[from.remaining()];
    from.get(octets);
    out.writeBytes(octets);
  }

  @Override
  public void shutdownOutput() {
    // Nobody waits for it.
  }

  @Override
  public InetSocketAddress local() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 21);
  }

  @Override
  public InetSocketAddress remote() {
    return local();
  }

  @Override
  public Optional<SocketChannel> clear() {
    return Optional.empty();
  }

  @Override
  public void reset() {
    close();
  }

  @Override
  public void close() {
    in.position(in.limit());
  }
}
