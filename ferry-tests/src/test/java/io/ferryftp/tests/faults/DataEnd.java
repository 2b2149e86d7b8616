package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The client's end of one data connection. What is done with it is done in a thread of its own, so
/// that the control connection is heard meanwhile.
final class DataEnd implements AutoCloseable {
  /// Protects a connection, or does not.
  @FunctionalInterface
  interface Securing {
    Wire over(Wire below) throws IOException;
  }

  /// What came of a duty.
  ///
  /// @param octets that came
  /// @param failure why it was not done to its end
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Moved(byte[] octets, Optional<Exception> failure) {}

  private final Optional<ServerSocketChannel> listener;
  private volatile Optional<SocketChannel> channel;
  private CompletableFuture<byte[]> work = CompletableFuture.completedFuture(new byte[0]);

  private DataEnd(Optional<ServerSocketChannel> listener, Optional<SocketChannel> channel) {
    this.listener = listener;
    this.channel = channel;
  }

  /// None: the server gave no data port.
  static DataEnd none() {
    return new DataEnd(Optional.empty(), Optional.empty());
  }

  static DataEnd connected(InetSocketAddress target) throws IOException {
    return new DataEnd(Optional.empty(), Optional.of(SocketChannel.open(target)));
  }

  static DataEnd listening() throws IOException {
    var listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new DataEnd(Optional.of(listener), Optional.empty());
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.orElseThrow().getLocalAddress()).getPort();
  }

  /// Begins with the duty as soon as there is a connection.
  void start(Duty duty, Securing securing) {
    if (listener.isEmpty() && channel.isEmpty()) {
      work = CompletableFuture.failedFuture(new IOException("no data port"));
      return;
    }
    var done = new CompletableFuture<byte[]>();
    Thread.ofVirtual()
        .start(() -> {
          try (SocketChannel connection = taken()) {
            done.complete(duty.on(securing.over(new PlainWire(connection))));
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    work = done;
  }

  private SocketChannel taken() throws IOException {
    if (channel.isEmpty()) {
      channel = Optional.of(listener.orElseThrow().accept());
    }
    return channel.get();
  }

  /// Waits for the end, which the server has made if the transfer was completed.
  Moved finish() {
    try {
      return new Moved(
          work.get(FaultClient.PATIENCE.toSeconds(), TimeUnit.SECONDS), Optional.empty());
    } catch (ExecutionException e) {
      return new Moved(
          new byte[0],
          Optional.of(e.getCause() instanceof Exception cause ? cause : new IOException(e)));
    } catch (TimeoutException e) {
      throw new AssertionError("the data connection has no end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Resets the connection, from any thread.
  void reset() {
    try {
      if (channel.isPresent() && channel.get().isOpen()) {
        channel.get().setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      end();
    } catch (IOException e) {
      throw new AssertionError("a socket of the client cannot be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    end();
  }

  /// Lets the connection go before its duty is done.
  void end() throws IOException {
    if (listener.isPresent()) {
      listener.get().close();
    }
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
