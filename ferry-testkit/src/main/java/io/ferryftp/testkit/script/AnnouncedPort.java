package io.ferryftp.testkit.script;

import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.text.WireText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Optional;

/// Where a line of the peer says that it waits for a data connection. One that should say so and
/// does not is the script's to judge.
final class AnnouncedPort {
  private AnnouncedPort() {}

  /// The address in PORT or EPRT.
  static Optional<InetSocketAddress> ofCommand(String line) {
    int space = line.indexOf(' ') + 1;
    try {
      return switch (line.substring(0, Math.max(0, space - 1)).toUpperCase(Locale.ROOT)) {
        case "PORT" -> Optional.of(HostPort.parse(line.substring(space)).toSocketAddress());
        case "EPRT" -> Optional.of(ExtendedAddress.parse(line.substring(space)).toSocketAddress());
        default -> Optional.empty();
      };
    } catch (CommandSyntaxException e) {
      return none(line, e);
    }
  }

  /// The address in a 227, or the port in a 229 at the control connection's peer.
  static Optional<InetSocketAddress> ofReply(String line, InetAddress peer) {
    try {
      if (line.startsWith("227 ")) {
        return Optional.of(HostPort.parseReply(line.substring(4)).toSocketAddress());
      }
      return line.startsWith("229 ")
          ? Optional.of(new InetSocketAddress(peer, ExtendedAddress.parsePort(line)))
          : Optional.empty();
    } catch (ProtocolException e) {
      return none(line, e);
    }
  }

  private static Optional<InetSocketAddress> none(String line, Exception why) {
    System.getLogger(AnnouncedPort.class.getName())
        .log(System.Logger.Level.DEBUG, "no address in " + WireText.printable(line), why);
    return Optional.empty();
  }
}
