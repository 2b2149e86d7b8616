package io.ferryftp.protocol.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Two ends of a real connection over the loopback interface.
record Loopback(SocketChannel peer, SocketChannel own) implements AutoCloseable {
  static Loopback connect() throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = ServerSocketChannel.open().bind(anyPort)) {
      return new Loopback(SocketChannel.open(listener.getLocalAddress()), listener.accept());
    }
  }

  void send(byte[] octets) throws IOException {
    var buffer = ByteBuffer.wrap(octets);
    while (buffer.hasRemaining()) {
      peer.write(buffer);
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Runs on a virtual thread, as sessions do.
  static <T> FutureTask<T> virtually(Callable<T> task) {
    var future = new FutureTask<>(task);
    Thread.ofVirtual().start(future);
    return future;
  }

  @Override
  public void close() throws IOException {
    peer.close();
    own.close();
  }
}
