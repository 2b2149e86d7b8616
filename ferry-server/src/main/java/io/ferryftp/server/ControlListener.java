package io.ferryftp.server;

import io.ferryftp.server.transfer.Listening;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

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

  private final ServerSocketChannel channel;
  private final InetSocketAddress address;

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
    Thread.ofVirtual().name("ferry-accept-" + address.getPort()).start(() -> acceptAll(reception));
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

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing a listener failed: " + e.getMessage());
    }
  }
}
