package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A [PlainWire] over a [FaultySocket]; its own calls are counted as those of the socket are.
final class FaultyWire implements Wire {
  private final FaultySocket socket;
  private final PlainWire below;
  private final FaultPlan plan;
  private final Layer layer;
  private final Ledger ledger;
  private final Ledger.Kind kind;
  private final AtomicBoolean open = new AtomicBoolean(true);

  FaultyWire(FaultySocket socket, Layer layer, FaultPlan plan, Ledger ledger) throws IOException {
    this.socket = socket;
    this.below = new PlainWire(socket);
    this.plan = plan;
    this.layer = layer;
    this.ledger = ledger;
    this.kind = layer == Layer.CONTROL ? Ledger.Kind.CONTROL_WIRE : Ledger.Kind.DATA_WIRE;
    ledger.opened(kind);
  }

  @Override
  public int read(ByteBuffer into, Duration limit) throws IOException {
    socket.pass("Wire.read");
    return Pieces.within(into, Pieces.most(plan, layer), piece -> below.read(piece, limit));
  }

  @Override
  public int available() throws IOException {
    socket.pass("Wire.available");
    return below.available();
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    below.write(from);
  }

  @Override
  public void shutdownOutput() throws IOException {
    below.shutdownOutput();
  }

  @Override
  public InetSocketAddress local() {
    return below.local();
  }

  @Override
  public InetSocketAddress remote() {
    return below.remote();
  }

  @Override
  public Optional<SocketChannel> clear() throws IOException {
    socket.pass("Wire.clear");
    return below.clear();
  }

  @Override
  public void reset() throws IOException {
    end();
    below.reset();
  }

  @Override
  public void close() throws IOException {
    boolean first = open.get();
    end();
    below.close();
    if (first) {
      // What is closed can be closed again, and that never fails.
      socket.pass("Wire.close");
    }
  }

  private void end() {
    if (open.compareAndSet(true, false)) {
      ledger.closed(kind);
    }
  }
}
