package io.ferryftp.client.data;

import io.ferryftp.client.config.PassiveHost;
import io.ferryftp.client.control.NetworkErrors;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.EpsvScope;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/// EPSV and PASV: the server names a port, and the client connects to it.
final class PassiveWays {
  private static final int EXTENDED_PASSIVE = 229;
  private static final int PASSIVE = 227;

  /// Below are the ports of services, which a lying reply must not make this machine connect to
  /// (RFC 2577 §3); but 20 is FTP's own, and Ferry's servers can share it.
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;

  private static final int FTP_DATA_PORT = 20;

  private final Session session;

  PassiveWays(Session session) {
    this.session = session;
  }

  /// Asks the server for a port and connects to it.
  Wire connect(DataWay way) throws WayFailedException, FtpException {
    return connect(way == DataWay.EPSV ? extended() : plain());
  }

  private InetSocketAddress extended() throws WayFailedException, FtpException {
    ReceivedReply reply = ask(new Command.Epsv(EpsvScope.DEFAULT), EXTENDED_PASSIVE);
    try {
      return checked(ExtendedAddress.parsePort(reply.text()), reply);
    } catch (ProtocolException e) {
      throw new WayFailedException("there is no port in the reply to EPSV", reply);
    }
  }

  private InetSocketAddress plain() throws WayFailedException, FtpException {
    ReceivedReply reply = ask(new Command.Pasv(), PASSIVE);
    try {
      HostPort announced = HostPort.parseReply(reply.text());
      InetSocketAddress peer = checked(announced.port(), reply);
      if (announced.host().equals(peer.getAddress())) {
        return peer;
      }
      if (session.config().passiveHost() == PassiveHost.AS_ANNOUNCED) {
        return announced.toSocketAddress();
      }
      session.tell(
          "the server names the address %s for data; connecting to %s as before"
              .formatted(announced.host().getHostAddress(), peer.getAddress().getHostAddress()));
      return peer;
    } catch (ProtocolException e) {
      throw new WayFailedException("there is no address in the reply to PASV", reply);
    }
  }

  private ReceivedReply ask(Command command, int wanted) throws WayFailedException, FtpException {
    ReceivedReply reply = session.exchange(command);
    if (reply.number() != wanted) {
      throw new WayFailedException("the server refused " + command.verb(), reply);
    }
    return reply;
  }

  /// The port at the control connection's own peer.
  private InetSocketAddress checked(int port, ReceivedReply reply) throws WayFailedException {
    if (port < FIRST_UNPRIVILEGED_PORT && port != FTP_DATA_PORT) {
      throw new WayFailedException(
          "port %d is not a port for data: nothing connects there".formatted(port), reply);
    }
    return new InetSocketAddress(session.conversation().remote().getAddress(), port);
  }

  private Wire connect(InetSocketAddress address) throws WayFailedException, FtpException {
    long millis = session.config().limits().dataConnection().toMillis();
    try {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.socket().connect(address, Math.clamp(millis, 1, Integer.MAX_VALUE));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // [DataHandshake] says why.
        return new PlainWire(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      Interruptions.check(session, Step.DATA_CONNECTION, e);
      throw new WayFailedException(
          "no data connection to %s port %d: %s"
              .formatted(
                  address.getAddress().getHostAddress(), address.getPort(), NetworkErrors.words(e)),
          e);
    }
  }
}
