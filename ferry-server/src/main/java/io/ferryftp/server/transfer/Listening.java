package io.ferryftp.server.transfer;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/// Channels to listen with.
public final class Listening {
  private Listening() {}

  /// An unbound channel of the family that an address asks for: left to itself, the JDK turns
  /// `0.0.0.0` into `::` and listens on IPv6 too.
  public static ServerSocketChannel channel(InetAddress address) throws IOException {
    return address instanceof Inet4Address
        ? ServerSocketChannel.open(StandardProtocolFamily.INET)
        : ServerSocketChannel.open();
  }
}
