package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// One shared passive port. Whoever accepts a connection brings it to the rendezvous in the same
/// step, so connections meet expectations in the order in which they came.
final class PassiveListener implements Closeable {
  private static final Logger LOG = System.getLogger(PassiveListener.class.getName());

  /// How many connections may stand in line in the kernel.
  static final int BACKLOG = 1024;

  /// Hears of connections that nobody expected.
  @FunctionalInterface
  interface Strays {
    /// Called after it was closed. `local` is the passive port that it came to.
    void closed(InetSocketAddress local, InetSocketAddress remote);
  }

  private final ServerSocketChannel channel;
  private final InetSocketAddress local;
  private final int number;
  private final Rendezvous rendezvous;
  private final DataSockets sockets;
  private final Strays strays;

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Optional<SelectionKey> key = Optional.empty();

  /// Held for accept and offer as one step, and for drain and arm as one step.
  private final ReentrantLock order = new ReentrantLock();

  PassiveListener(
      ServerSocketChannel channel,
      int number,
      Rendezvous rendezvous,
      DataSockets sockets,
      Strays strays)
      throws IOException {
    this.channel = channel;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.number = number;
    this.rendezvous = rendezvous;
    this.sockets = sockets;
    this.strays = strays;
  }

  /// Binds a port, and never shares it with another process.
  ///
  /// @throws BindException if it is taken or forbidden
  static ServerSocketChannel bind(InetSocketAddress address, PortUse use) throws IOException {
    if (use == PortUse.SHARED) {
      // With SO_REUSEPORT a second instance could bind as well, and the kernel would deal the
      // connections out between the two. Without it the same bind fails, so ask that way first.
      bindWith(address, PortUse.ALONE).close();
    }
    return bindWith(address, use);
  }

  private static ServerSocketChannel bindWith(InetSocketAddress address, PortUse use)
      throws IOException {
    // A channel of the default family would make both families out of 0.0.0.0.
    InetAddress host = address.getAddress();
    ServerSocketChannel channel =
        host instanceof Inet4Address
            ? ServerSocketChannel.open(StandardProtocolFamily.INET)
            : ServerSocketChannel.open();
    try {
      use.prepare(channel);
      channel.bind(address, BACKLOG);
      channel.configureBlocking(false);
      return channel;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  int port() {
    return local.getPort();
  }

  void register(Selector selector) throws IOException {
    key = Optional.of(channel.register(selector, SelectionKey.OP_ACCEPT, this));
  }

  /// Somebody waits for a connection, which the acceptor brings from now on without delay.
  void await() {
    waiting.incrementAndGet();
    key.filter(SelectionKey::isValid)
        .ifPresent(one -> {
          one.interestOps(SelectionKey.OP_ACCEPT);
          one.selector().wakeup();
        });
  }

  /// Has found it, or given up.
  void leave() {
    waiting.decrementAndGet();
  }

  boolean isAwaited() {
    return waiting.get() > 0;
  }

  /// Brings everything that has connected to where it belongs.
  ///
  /// @throws IOException if no connection can be accepted, for example for want of descriptors
  void drain() throws IOException {
    withOrder(() -> false, () -> {});
  }

  /// The same, until somebody has his connection: the others are brought to theirs by those who
  /// wait for them.
  void drainFor(Rendezvous.Seat seat) throws IOException {
    withOrder(() -> rendezvous.isDecided(seat), () -> {});
  }

  /// Arms a claim: what connected before this is not meant for it, what connects after it is.
  void arm(Rendezvous.Seat seat) throws IOException {
    withOrder(() -> false, () -> rendezvous.arm(seat));
  }

  private void withOrder(BooleanSupplier enough, Runnable afterDraining) throws IOException {
    List<InetSocketAddress> turnedAway = new ArrayList<>();
    order.lock();
    try {
      // One more than fits into the backlog: under a flood this ends, and what stood in line at
      // the beginning is out of it.
      for (int accepted = 0; accepted <= BACKLOG && !enough.getAsBoolean(); accepted++) {
        Optional<SocketChannel> connection = sockets.accept(channel);
        if (connection.isEmpty()) {
          break;
        }
        deliver(connection.get(), turnedAway);
      }
      afterDraining.run();
    } finally {
      order.unlock();
      // Outside the lock: listeners of events may take their time.
      turnedAway.forEach(remote -> strays.closed(local, remote));
    }
  }

  /// What moves octets over a connection that came here.
  Wire wire(SocketChannel connection) throws IOException {
    return sockets.wire(connection);
  }

  private void deliver(SocketChannel connection, List<InetSocketAddress> turnedAway)
      throws IOException {
    var remote = (InetSocketAddress) connection.getRemoteAddress();
    if (rendezvous.offer(remote.getAddress(), number, connection).isEmpty()) {
      connection.close();
      turnedAway.add(remote);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      // Nobody can do anything about it, and the others must be closed too.
      LOG.log(Level.WARNING, "Closing passive port " + port(), failure);
    }
  }
}
