package io.ferryftp.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/// Every address of this machine, of both families where it has both.
final class Wildcard {
  private Wildcard() {}

  /// `::`, which takes IPv4 connections too; `0.0.0.0` on a machine without IPv6.
  static InetAddress address() {
    try {
      return InetAddress.getByName(hasIpv6() ? "::" : "0.0.0.0");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("a literal address was looked up", e);
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocketChannel _ = ServerSocketChannel.open(StandardProtocolFamily.INET6)) {
      return true;
    } catch (UnsupportedOperationException | IOException e) {
      return false;
    }
  }
}
