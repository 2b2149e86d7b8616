package io.ferryftp.server.transfer;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent.Notice;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Where active data connections come from: one source port for any number of them at once, and a
/// free port when that one cannot be used.
public final class ActivePorts {
  /// Hears of each channel before it connects, so that it can be closed meanwhile.
  @FunctionalInterface
  interface Dialing {
    /// Called before it connects; what it throws ends the attempt.
    void on(SocketChannel channel) throws IOException;
  }

  private static final int ANY = 0;

  private final int source;
  private final PortUse use;
  private final DataSockets sockets;
  private final EventListener events;
  private final InstantSource clock;
  private final AtomicBoolean said = new AtomicBoolean();

  /// @param source the source port; 0 for any free one
  /// @param passivePorts the open passive ports, of which the source port may be one
  public ActivePorts(
      int source, List<Integer> passivePorts, EventListener events, InstantSource clock) {
    this(source, passivePorts, DataSockets.SYSTEM, events, clock);
  }

  /// @param sockets what connects
  public ActivePorts(
      int source,
      List<Integer> passivePorts,
      DataSockets sockets,
      EventListener events,
      InstantSource clock) {
    this.source = source;
    this.sockets = sockets;
    this.use = passivePorts.contains(source) ? PortUse.SHARED : PortUse.ALONE;
    this.events = events;
    this.clock = clock;
  }

  /// Connects to a client. Parks a virtual thread without holding its carrier.
  ///
  /// @param local the address that the control connection has at this end
  /// @param dialing is given each channel before it connects; closing it ends the attempt
  /// @throws SocketTimeoutException at the limit
  /// @throws AsynchronousCloseException if the channel is closed meanwhile
  SocketChannel connect(
      InetAddress local, InetSocketAddress target, Duration limit, Dialing dialing)
      throws IOException {
    if (source != ANY && !isItself(local, source, target)) {
      SocketChannel channel = open(local);
      if (isBound(channel, new InetSocketAddress(local, source))) {
        try {
          return connect(channel, target, limit, dialing);
        } catch (BindException _) {
          // This very pair of addresses and ports is still in TIME_WAIT (EADDRNOTAVAIL). Known at
          // once, so the limit starts anew; and no fault that anybody has to hear of.
        }
      }
    }
    return connect(openAtFreePort(local, target), target, limit, dialing);
  }

  /// What moves octets over a connection that [#connect] made.
  Wire wire(SocketChannel connection) throws IOException {
    return sockets.wire(connection);
  }

  private static SocketChannel openAtFreePort(InetAddress local, InetSocketAddress target)
      throws IOException {
    SocketChannel channel = open(local);
    try {
      channel.bind(new InetSocketAddress(local, ANY));
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      if (!isItself(local, port, target)) {
        return channel;
      }
      // While the unlucky port is held, the next one is another.
      SocketChannel next = openAtFreePort(local, target);
      channel.close();
      return next;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /// A socket that connects to its own address and port succeeds, and talks to itself.
  private static boolean isItself(InetAddress local, int port, InetSocketAddress target) {
    return port == target.getPort() && local.equals(target.getAddress());
  }

  private static SocketChannel open(InetAddress local) throws IOException {
    ProtocolFamily family =
        local instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    return SocketChannel.open(family);
  }

  /// Binds the source port; when it cannot be had, the channel is closed and that is said once.
  private boolean isBound(SocketChannel channel, InetSocketAddress address) throws IOException {
    try {
      use.prepare(channel);
      channel.bind(address);
      return true;
    } catch (BindException denied) {
      channel.close();
      if (said.compareAndSet(false, true)) {
        events.on(
            new Notice(
                clock.instant(),
                "Active data connections cannot come from port %d (%s); a free port is used"
                    .formatted(address.getPort(), denied.getMessage())));
      }
      return false;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  private SocketChannel connect(
      SocketChannel channel, InetSocketAddress target, Duration limit, Dialing dialing)
      throws IOException {
    try {
      dialing.on(channel);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      sockets.connect(channel, target, limit);
      return channel;
    } catch (IOException failure) {
      channel.close();
      // The adaptor of the channel hides that it was closed by another thread.
      if (failure.getCause() instanceof ClosedChannelException) {
        var cancelled = new AsynchronousCloseException();
        cancelled.initCause(failure);
        throw cancelled;
      }
      throw failure;
    }
  }
}
