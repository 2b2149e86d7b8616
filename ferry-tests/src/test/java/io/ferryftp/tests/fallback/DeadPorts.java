package io.ferryftp.tests.fallback;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/// Names other ports, for machines where a test may not block any: one that nobody listens at, and
/// one whose queue is full, at which the kernel ignores who comes.
final class DeadPorts implements Obstruction {
  private static final int MORE_THAN_QUEUED = 8;

  private final Deque<Closeable> open = new ArrayDeque<>();

  @Override
  public int block(Block block, InetAddress address, int port) throws IOException {
    return switch (block) {
      case RESET -> closed(address);
      case HANG -> full(address);
      case REPLY -> throw new IllegalArgumentException("a reply blocks no port");
    };
  }

  /// A port that is bound, so that nobody else gets it, and at which nobody listens.
  private int closed(InetAddress address) throws IOException {
    var bound = new Socket();
    open.push(bound);
    bound.bind(new InetSocketAddress(address, 0));
    return bound.getLocalPort();
  }

  private int full(InetAddress address) throws IOException {
    var listening = new ServerSocket(0, 1, address);
    open.push(listening);
    for (int i = 0; i < MORE_THAN_QUEUED; i++) {
      SocketChannel waiting = SocketChannel.open();
      open.push(waiting);
      waiting.configureBlocking(false);
      waiting.connect(new InetSocketAddress(address, listening.getLocalPort()));
    }
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
