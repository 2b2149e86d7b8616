package io.ferryftp.server.tls;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Two ends of a connection over the loopback interface.
record Ends(Wire client, Wire server) implements AutoCloseable {
  static Ends connect() throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = ServerSocketChannel.open().bind(anyPort)) {
      SocketChannel client = SocketChannel.open(listener.getLocalAddress());
      return new Ends(new PlainWire(client), new PlainWire(listener.accept()));
    }
  }

  /// Runs on a virtual thread, as sessions do.
  static <T> FutureTask<T> virtually(Callable<T> task) {
    var future = new FutureTask<>(task);
    Thread.ofVirtual().start(future);
    return future;
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
