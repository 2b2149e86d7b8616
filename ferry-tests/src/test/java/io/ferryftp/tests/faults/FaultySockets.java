package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.server.transfer.DataSockets;
import io.ferryftp.tests.faults.FaultPlan.Call;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import io.ferryftp.tests.faults.FaultySocket.Filling;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// Data connections that come about, or do not, as planned.
final class FaultySockets implements DataSockets {
  private final FaultPlan plan;
  private final Ledger ledger;
  private final Filling filling;
  private volatile long room = Long.MAX_VALUE;

  FaultySockets(FaultPlan plan, Ledger ledger, Filling filling) {
    this.plan = plan;
    this.ledger = ledger;
    this.filling = filling;
  }

  /// Connections that are made from now on take so many octets and no more.
  void stopAfter(long octets) {
    room = octets;
  }

  @Override
  public Optional<SocketChannel> accept(ServerSocketChannel port) throws IOException {
    if (plan.strike(Layer.DATA, "accept", Call.ATTEMPT).isPresent()) {
      throw new SocketException("Too many open files (simulated)");
    }
    Optional<SocketChannel> next = SYSTEM.accept(port);
    if (next.isPresent()) {
      ledger.track(next.get());
      Optional<Fault> hit = plan.strike(Layer.DATA, "accept", Call.FALLIBLE);
      if (hit.isPresent() && hit.get() != Fault.RESET) {
        next.get().close();
        throw new SocketException("Software caused connection abort (simulated)");
      }
    }
    return next;
  }

  @Override
  public void connect(SocketChannel channel, InetSocketAddress target, Duration limit)
      throws IOException {
    ledger.track(channel);
    if (plan.strike(Layer.DATA, "connect", Call.ATTEMPT).isPresent()) {
      throw new SocketException("No buffer space available (simulated)");
    }
    Optional<Fault> hit = plan.strike(Layer.DATA, "connect", Call.FALLIBLE);
    if (hit.isPresent() && hit.get() != Fault.RESET) {
      throw new ConnectException("Connection refused (simulated)");
    }
    SYSTEM.connect(channel, target, limit);
  }

  @Override
  public Wire wire(SocketChannel connection) throws IOException {
    var socket = new FaultySocket(connection, Layer.DATA, filling, plan, ledger);
    socket.pass("wire");
    return new FaultyWire(socket.stopAfter(room), Layer.DATA, plan, ledger);
  }
}
