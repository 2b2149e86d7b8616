package io.ferryftp.client.data;

import io.ferryftp.client.config.ActiveAddress;
import io.ferryftp.client.control.Conversation;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;

/// PORT and EPRT: the client names a port of its own, and the server connects to it.
final class ActiveWay {
  private final Session session;

  ActiveWay(Session session) {
    this.session = session;
  }

  /// Listens, and tells the server where.
  ActiveListener listen() throws WayFailedException, FtpException {
    Conversation conversation = session.conversation();
    ActiveAddress range = session.config().activeAddress();
    InetAddress local = conversation.local().getAddress();
    ActiveListener listener;
    int port;
    try {
      listener = ActiveListener.open(range, local, conversation.remote().getAddress());
      port = listener.port();
    } catch (IOException e) {
      throw new WayFailedException(
          "no port to listen at on this machine: " + String.valueOf(e.getMessage()), e);
    }
    try {
      Command command = command(range.announced().orElse(local), port);
      ReceivedReply reply = session.exchange(command);
      if (reply.isFailure()) {
        throw new WayFailedException("the server refused " + command.verb(), reply);
      }
      return listener;
    } catch (WayFailedException | FtpException | RuntimeException e) {
      closeQuietly(listener);
      throw e;
    }
  }

  private static Command command(InetAddress address, int port) {
    return address instanceof Inet4Address host
        ? new Command.Port(new HostPort(host, port))
        : new Command.Eprt(new ExtendedAddress(address, port));
  }

  static void closeQuietly(ActiveListener listener) {
    try {
      listener.close();
    } catch (IOException e) {
      System.getLogger(ActiveWay.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a port of this machine", e);
    }
  }
}
