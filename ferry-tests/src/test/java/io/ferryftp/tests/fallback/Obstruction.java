package io.ferryftp.tests.fallback;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;

/// Makes a port one that cannot be connected to.
interface Obstruction extends Closeable {
  /// Blocks a port that somebody listens at.
  ///
  /// @return the port to be named instead of it; the same if the network is what blocks it
  int block(Block block, InetAddress address, int port) throws IOException;
}
