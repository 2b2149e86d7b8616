package io.ferryftp.server;

import io.ferryftp.server.transfer.Listening;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// Takes control connections at one address, in a virtual thread of its own.
final class ControlListener {
  /// What becomes of a connection.
  interface Reception {
    /// Takes over a connection; must not wait for its peer.
    void serve(SocketChannel channel) throws IOException;

    /// Waits a moment, because the process or the machine has run out of something.
    void rest();
  }

  private static final System.Logger LOG = System.getLogger(ControlListener.class.getName());

  /// Connections that wait to be accepted; the kernel may allow fewer.
  private static final int BACKLOG = 4096;

  /// How long [#close] waits for the accepting thread; it only has to wake up.
  private static final Duration LETTING_GO = Duration.ofSeconds(2);

  private final ServerSocketChannel channel;
  private final InetSocketAddress address;
  private volatile Optional<Thread> accepting = Optional.empty();

  private ControlListener(ServerSocketChannel channel, InetSocketAddress address) {
    this.channel = channel;
    this.address = address;
  }

  /// Binds an address; nobody is served before [#start].
  ///
  /// @throws java.net.BindException if it is taken
  static ControlListener bind(InetSocketAddress wanted) throws IOException {
    ServerSocketChannel channel = Listening.channel(wanted.getAddress());
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(wanted, BACKLOG);
      return new ControlListener(channel, (InetSocketAddress) channel.getLocalAddress());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// With the port that was taken.
  InetSocketAddress address() {
    return address;
  }

  void start(Reception reception) {
    accepting =
        Optional.of(
            Thread.ofVirtual()
                .name("ferry-accept-" + address.getPort())
                .start(() -> acceptAll(reception)));
  }

  private void acceptAll(Reception reception) {
    while (channel.isOpen()) {
      try {
        reception.serve(channel.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // Out of descriptors or memory, or a peer that was gone before it was accepted: the
        // listener lives on.
        LOG.log(Level.WARNING, "a connection could not be accepted: " + e.getMessage());
        reception.rest();
      }
    }
  }

  /// Stops listening; a client that connects after this returns is refused by the system.
  ///
  /// A channel that is closed while a thread waits on it is let go by that thread. Until it has
  /// woken up the kernel still takes connections that nobody will serve, so that is waited for.
  void close() {
    try {
      channel.close();
      if (accepting.isPresent() && !accepting.get().join(LETTING_GO)) {
        LOG.log(Level.WARNING, "the listener at " + address + " is slow to let go of its port");
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing a listener failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
