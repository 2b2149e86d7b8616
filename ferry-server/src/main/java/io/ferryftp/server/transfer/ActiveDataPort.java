package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent.DataMode;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// We connect to the client: PORT, EPRT.
public final class ActiveDataPort implements DataPort {
  private final ActivePorts ports;
  private final InetAddress local;
  private final InetSocketAddress target;
  private final Cancellation cancellation = new Cancellation();

  /// @param local the address that the control connection has at this end
  /// @param target where the client listens
  public ActiveDataPort(ActivePorts ports, InetAddress local, InetSocketAddress target) {
    this.ports = ports;
    this.local = local;
    this.target = target;
  }

  @Override
  public DataMode mode() {
    return DataMode.ACTIVE;
  }

  @Override
  public Wire open(Duration limit) throws IOException {
    SocketChannel connection = ports.connect(local, target, limit, cancellation::watch);
    try {
      return ports.wire(connection);
    } catch (IOException broken) {
      connection.close();
      throw broken;
    }
  }

  @Override
  public void cancel() {
    cancellation.cancel();
  }
}
