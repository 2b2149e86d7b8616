package io.ferryftp.tests.fxp;

import io.ferryftp.account.Concession;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.TestFtpServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Addresses of this machine that stand for different ones: the client is at 127.0.0.1.
enum Hosts {
  SOURCE("127.0.0.2"),
  DESTINATION("127.0.0.3"),
  STRANGER("127.0.0.4");

  private final InetAddress address;

  Hosts(String literal) {
    this.address = InetAddress.ofLiteral(literal);
  }

  InetSocketAddress port(int port) {
    return new InetSocketAddress(address, port);
  }

  /// As PORT writes it.
  String commas() {
    return address.getHostAddress().replace('.', ',');
  }

  /// A server there whose account may have data go to others.
  TestFtpServerBuilder server() {
    return TestFtpServer.builder()
        .concessions(Concession.THIRD_PARTY_DATA)
        .change(config -> config.listen(port(0)));
  }
}
