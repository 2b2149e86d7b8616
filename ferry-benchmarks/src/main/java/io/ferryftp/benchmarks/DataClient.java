package io.ferryftp.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// An [IdleClient] that also receives, over passive data connections in clear, and drops what it
/// receives.
final class DataClient implements Closeable {
  private final IdleClient client;
  private final ByteBuffer buffer;

  /// What one command brought.
  ///
  /// @param firstNanos from the command to the first octet, or to the end if none came
  /// @param totalNanos from the command to the final reply
  record Received(long firstNanos, long totalNanos, long octets) {}

  /// Connects and logs in.
  ///
  /// @param bufferOctets that are read at once at most
  DataClient(int port, int bufferOctets) throws IOException {
    client = new IdleClient(port, Protection.NONE);
    buffer = ByteBuffer.allocate(bufferOctets);
  }

  /// A command that moves no data, and how long its reply took.
  long ask(String command) throws IOException {
    long start = System.nanoTime();
    expect('2', client.ask(command));
    return System.nanoTime() - start;
  }

  /// A command that sends data, with all that it takes: the passive port, the connection, the
  /// replies.
  Received receive(String command) throws IOException {
    long start = System.nanoTime();
    String passive = expect('2', client.ask("EPSV"));
    int port = Integer.parseInt(passive.replaceAll(".*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1"));
    long first = 0;
    long octets = 0;
    try (SocketChannel data =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      expect('1', client.ask(command));
      for (int count = 0; count >= 0; count = data.read(buffer.clear())) {
        octets += count;
        if (count > 0 && first == 0) {
          first = System.nanoTime() - start;
        }
      }
    }
    expect('2', client.reply());
    long total = System.nanoTime() - start;
    return new Received(first == 0 ? total : first, total, octets);
  }

  private static String expect(char digit, String reply) throws IOException {
    if (reply.charAt(0) != digit) {
      throw new IOException("unexpected reply: " + reply);
    }
    return reply;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
