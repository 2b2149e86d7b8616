package io.ferryftp.client.data;

import io.ferryftp.client.config.ActiveAddress;
import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A port of this machine at which one server's data connection is awaited, in a thread of its own,
/// because the reply that says that it will not come has to be heard meanwhile.
///
/// A connection from anybody else than the control connection's peer is closed, and the wait goes
/// on (RFC 2577 §4).
final class ActiveListener implements Closeable {
  /// Room for strays beside the one connection that is awaited.
  private static final int BACKLOG = 64;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ServerSocketChannel channel;
  private final InetAddress peer;
  private final CompletableFuture<SocketChannel> arrival = new CompletableFuture<>();
  private boolean taken;

  private ActiveListener(ServerSocketChannel channel, InetAddress peer) {
    this.channel = channel;
    this.peer = peer;
  }

  /// Listens at a port of the range, at random, so that nobody can guess the next one.
  static ActiveListener open(ActiveAddress range, InetAddress local, InetAddress peer)
      throws IOException {
    var listener = new ActiveListener(bind(range, local), peer);
    Thread.ofVirtual().name("ferry-active-data").start(listener::await);
    return listener;
  }

  private static ServerSocketChannel bind(ActiveAddress range, InetAddress local)
      throws IOException {
    int count = range.lastPort() - range.firstPort() + 1;
    int start = RANDOM.nextInt(count);
    IOException last = new BindException("no port");
    for (int i = 0; i < count; i++) {
      int port = range.firstPort() + (start + i) % count;
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        return channel.bind(new InetSocketAddress(local, port), BACKLOG);
      } catch (IOException e) {
        channel.close();
        last = e;
      }
    }
    throw last;
  }

  int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private void await() {
    try {
      while (true) {
        SocketChannel arrived = channel.accept();
        if (((InetSocketAddress) arrived.getRemoteAddress()).getAddress().equals(peer)) {
          if (!arrival.complete(arrived)) {
            arrived.close();
          }
          return;
        }
        arrived.close();
      }
    } catch (IOException e) {
      arrival.completeExceptionally(e);
    }
  }

  /// Waits for the server's connection; empty if it does not arrive in time.
  Optional<Wire> arrived(Duration limit) throws IOException, InterruptedException {
    try {
      long nanos = Math.max(0, limit.toNanos());
      SocketChannel arrived = arrival.get(nanos, TimeUnit.NANOSECONDS);
      taken = true;
      arrived.setOption(StandardSocketOptions.TCP_NODELAY, true); // [DataHandshake] says why.
      return Optional.of(new PlainWire(arrived));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IOException("the port was lost", e);
    }
  }

  /// Stops listening; a connection that was handed out stays, and one that came too late is closed.
  @Override
  public void close() throws IOException {
    channel.close();
    boolean waiting = arrival.completeExceptionally(new IOException("closed"));
    if (!waiting && !taken && !arrival.isCompletedExceptionally()) {
      arrival.join().close();
    }
  }
}
