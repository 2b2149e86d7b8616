package io.ferryftp.protocol.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// A connection without protection, over a connected [SocketChannel] in blocking mode.
///
/// A timed read goes through the channel's socket adaptor, which parks a virtual thread. Everything
/// else is an ordinary operation of the channel.
///
/// An ordinary operation on a virtual thread turns the descriptor non-blocking for good; a timed
/// read alone does not, and a `transferTo` would then hold the carrier in `sendfile(2)` as long as
/// the peer does not read. So this class does an ordinary operation of no octets first.
public final class PlainWire implements Wire {
  /// What one read through a buffer without array takes at most.
  private static final int STAGING_OCTETS = 16 * 1024;

  private final SocketChannel channel;
  private final InputStream input;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  /// Belongs to the reading thread.
  private boolean parksReads;

  /// Takes over a connected channel.
  ///
  /// @throws IOException if it is not connected any more
  public PlainWire(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.input = channel.socket().getInputStream();
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.remote = (InetSocketAddress) channel.getRemoteAddress();
  }

  @Override
  public int read(ByteBuffer into, Duration limit) throws IOException {
    if (!parksReads && Thread.currentThread().isVirtual()) {
      channel.read(ByteBuffer.allocate(0));
      parksReads = true;
    }
    if (!into.hasArray() && input.available() > 0) {
      // What is there can be had without waiting, and without a copy.
      return channel.read(into);
    }
    // 0 would mean no limit at all.
    channel.socket().setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
    if (into.hasArray()) {
      int offset = into.arrayOffset() + into.position();
      int count = input.read(into.array(), offset, into.remaining());
      into.position(into.position() + Math.max(count, 0));
      return count;
    }
    var staging = new byte[Math.min(into.remaining(), STAGING_OCTETS)];
    int count = input.read(staging);
    into.put(staging, 0, Math.max(count, 0));
    // More has often come meanwhile; what is asked for in one call is one call less for all above.
    boolean more = count == staging.length && into.hasRemaining() && input.available() > 0;
    return more ? count + Math.max(channel.read(into), 0) : count;
  }

  @Override
  public int available() throws IOException {
    return input.available();
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      channel.write(from);
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public Optional<SocketChannel> clear() throws IOException {
    channel.write(ByteBuffer.allocate(0));
    return Optional.of(channel);
  }

  @Override
  public void reset() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
