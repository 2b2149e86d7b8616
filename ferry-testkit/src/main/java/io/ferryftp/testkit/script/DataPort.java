package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where the next data connection comes from: a listener here, or an address at the peer.
final class DataPort {
  /// How a listener meets who connects.
  enum Manner {
    OPEN,
    REFUSING,
    HANGING
  }

  /// How long a connection to a listener of this machine takes at most. One that takes longer has
  /// found its queue full.
  private static final Duration LOCAL_CONNECT = Duration.ofMillis(150);

  /// More than any system lets into a queue that is one long.
  private static final int QUEUE_FILLERS = 16;

  private static final int BACKLOG = 16;

  private sealed interface Origin {}

  private record Listening(ServerSocketChannel listener) implements Origin {}

  private record Announced(InetSocketAddress address) implements Origin {}

  private enum Nowhere implements Origin {
    NOT_SET
  }

  private final Stage stage;
  private final List<Closeable> things = new ArrayList<>();
  private volatile Origin origin = Nowhere.NOT_SET;

  DataPort(Stage stage) {
    this.stage = stage;
  }

  /// Opens a listener, which replaces what was before.
  ///
  /// @return its address
  InetSocketAddress listen(Manner manner) throws IOException {
    close();
    InetAddress here = stage.setting().address();
    if (manner == Manner.REFUSING) {
      // Bound, so that nobody else gets the port, and not listening.
      Socket bound = keep(new Socket());
      bound.bind(new InetSocketAddress(here, 0));
      return (InetSocketAddress) bound.getLocalSocketAddress();
    }
    int backlog = manner == Manner.HANGING ? 1 : BACKLOG;
    ServerSocketChannel listener = keep(ServerSocketChannel.open());
    listener.bind(new InetSocketAddress(here, 0), backlog);
    var address = (InetSocketAddress) listener.getLocalAddress();
    if (manner == Manner.HANGING) {
      fillQueue(address);
    } else {
      origin = new Listening(listener);
    }
    return address;
  }

  /// Takes the address that the peer announced.
  void announced(InetSocketAddress address) {
    close();
    origin = new Announced(address);
  }

  /// The data connection: accepted here, or opened to the peer.
  ///
  /// @param patience how long the peer has for it
  Wire open(Duration patience) throws IOException {
    int limit = Math.toIntExact(patience.toMillis());
    return switch (origin) {
      case Listening(ServerSocketChannel listener) -> {
        listener.socket().setSoTimeout(limit);
        yield wire(listener.socket().accept().getChannel());
      }
      case Announced(InetSocketAddress address) ->
          wire(connect(stage.setting().address(), address));
      case Nowhere _ -> throw new IOException("neither end has named a data port that is open");
    };
  }

  /// Connects to the peer's data port from another address of this machine, and keeps that open.
  void intrude(InetAddress from) throws IOException {
    if (!(origin instanceof Announced(InetSocketAddress address))) {
      throw new IOException("a stranger needs a data port that the peer announced");
    }
    keep(connect(from, address));
  }

  /// Stops waiting for a connection.
  void close() {
    origin = Nowhere.NOT_SET;
    things.forEach(stage::discard);
    things.clear();
  }

  /// Stops an accept that another thread is in or comes to: nobody will connect any more.
  void giveUp() {
    if (origin instanceof Listening(ServerSocketChannel listener)) {
      stage.discard(listener);
    }
  }

  private Wire wire(SocketChannel connected) throws IOException {
    return stage.keep(new PlainWire(connected));
  }

  private SocketChannel connect(InetAddress from, InetSocketAddress to) throws IOException {
    SocketChannel channel = stage.keep(SocketChannel.open());
    channel.bind(new InetSocketAddress(from, 0));
    channel.socket().connect(to, Math.toIntExact(stage.setting().patience().toMillis()));
    return channel;
  }

  /// Once the queue of a listener is full, Linux answers no further connection at all.
  private void fillQueue(InetSocketAddress address) throws IOException {
    for (int i = 0; i < QUEUE_FILLERS; i++) {
      Socket filler = keep(new Socket());
      try {
        filler.connect(address, Math.toIntExact(LOCAL_CONNECT.toMillis()));
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IOException("this system lets everybody into the queue of a listener");
  }

  private <T extends Closeable> T keep(T thing) {
    things.add(thing);
    return stage.keep(thing);
  }
}
