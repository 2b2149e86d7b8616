package io.ferryftp.tests.peers;

import java.net.InetSocketAddress;

/// A server that answers on its control port, until it is closed.
public interface RunningServer extends AutoCloseable {
  InetSocketAddress control();

  /// The last lines that it wrote, for messages.
  String log();

  /// Ends it and all its children.
  @Override
  void close();
}
