package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.net.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// A wire whose writes go out as a test lets them, and whose reads are as short as it says.
final class HeldWire implements Wire {
  private final Wire real;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean holding;
  private int readOctets = Integer.MAX_VALUE;

  HeldWire(Wire real) {
    this.real = real;
  }

  /// From here on nothing goes out.
  void hold() {
    holding = true;
  }

  /// From here on everything goes out again.
  void release() {
    holding = false;
  }

  /// What has not gone out.
  byte[] take() {
    byte[] octets = held.toByteArray();
    held.reset();
    return octets;
  }

  void readAtMost(int octets) {
    readOctets = octets;
  }

  @Override
  public int read(ByteBuffer into, Duration limit) throws IOException {
    ByteBuffer part = into.slice(into.position(), Math.min(readOctets, into.remaining()));
    int count = real.read(part, limit);
    into.position(into.position() + Math.max(count, 0));
    return count;
  }

  @Override
  public int available() throws IOException {
    return real.available();
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    if (!holding) {
      real.write(from);
      return;
    }
    var octets = new byte[from.remaining()];
    from.get(octets);
    held.write(octets);
  }

  @Override
  public void shutdownOutput() throws IOException {
    real.shutdownOutput();
  }

  @Override
  public InetSocketAddress local() {
    return real.local();
  }

  @Override
  public InetSocketAddress remote() {
    return real.remote();
  }

  @Override
  public Optional<SocketChannel> clear() throws IOException {
    return real.clear();
  }

  @Override
  public void reset() throws IOException {
    real.reset();
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
