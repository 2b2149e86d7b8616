package io.ferryftp.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Clients on this machine, at several addresses.
final class Loopback {
  static final Duration LONG = Duration.ofSeconds(20);
  static final InetAddress HERE = address("127.0.0.1");
  static final InetAddress FOREIGN = address("127.0.0.2");

  /// A call that is waiting in a virtual thread of its own.
  record Parked<T>(Thread thread, CompletableFuture<T> result) {
    T get() throws Exception {
      return result.get();
    }
  }

  /// A peer whose queue of connections is full, so that it does not answer a SYN.
  static final class Unanswering implements AutoCloseable {
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final List<SocketChannel> queue = new ArrayList<>();

    Unanswering() throws IOException {
      listener.bind(new InetSocketAddress(HERE, 0), 1);
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(listener.getLocalAddress());
        queue.add(channel);
      }
    }

    InetSocketAddress address() throws IOException {
      return (InetSocketAddress) listener.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
      listener.close();
      for (SocketChannel channel : queue) {
        channel.close();
      }
    }
  }

  private Loopback() {}

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static Socket connect(InetAddress from, InetAddress to, int port) throws IOException {
    return new Socket(to, port, from, 0);
  }

  /// Connects from the address that the passive port is bound to.
  static Socket connect(int port) throws IOException {
    return connect(HERE, HERE, port);
  }

  static void assertClosedByServer(Socket socket) throws IOException {
    socket.setSoTimeout((int) LONG.toMillis());
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  static <T> Parked<T> start(Callable<T> call) {
    var result = new CompletableFuture<T>();
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            result.complete(call.call());
          } catch (Exception | AssertionError e) {
            result.completeExceptionally(e);
          }
        });
    return new Parked<>(thread, result);
  }

  /// Starts a call and returns when it waits.
  static <T> Parked<T> park(Callable<T> call) {
    Parked<T> parked = start(call);
    while (parked.thread().getState() != Thread.State.TIMED_WAITING && !parked.result().isDone()) {
      Thread.onSpinWait();
    }
    return parked;
  }
}
