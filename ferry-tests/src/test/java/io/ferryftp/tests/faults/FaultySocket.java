package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Call;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// A connected socket whose reads and writes fail as planned. In clear, a read of data waits until
/// its piece is whole, so that the pieces do not depend on how TCP cut them.
final class FaultySocket extends SocketChannel {
  /// What one read waits for.
  enum Filling {
    ANYTHING,
    WHOLE_PIECES
  }

  private final SocketChannel below;
  private final Layer layer;
  private final Filling filling;
  private final FaultPlan plan;
  private final Ledger ledger;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// What may be written before a write waits for the end of the connection.
  private long room = Long.MAX_VALUE;

  FaultySocket(SocketChannel below, Layer layer, Filling filling, FaultPlan plan, Ledger ledger) {
    super(below.provider());
    this.below = below;
    this.layer = layer;
    this.filling = filling;
    this.plan = plan;
    this.ledger = ledger;
    ledger.track(below);
  }

  /// Takes so many octets and no more, and says so to the ledger.
  FaultySocket stopAfter(long octets) {
    room = octets;
    return this;
  }

  /// Counts a call on the connection, which breaks if it is the one that fails.
  void pass(String name) throws IOException {
    Optional<Fault> hit = plan.strike(layer, name, Call.FALLIBLE);
    if (hit.isPresent() && hit.get() != Fault.RESET) {
      try (below) {
        if (below.isOpen()) {
          below.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
      }
      closed.countDown();
      throw hit.get().raise(name);
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return below.read(into);
    }
    pass("socket.read");
    return Pieces.within(into, Pieces.most(plan, layer), this::fill);
  }

  private int fill(ByteBuffer piece) throws IOException {
    int all = below.read(piece);
    while (all > 0 && filling == Filling.WHOLE_PIECES && piece.hasRemaining()) {
      int more = below.read(piece);
      if (more < 0) {
        break;
      }
      all += more;
    }
    return all;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (!from.hasRemaining()) {
      return below.write(from);
    }
    pass("socket.write");
    awaitRoom();
    int written = Pieces.within(from, Pieces.most(plan, layer), below::write);
    room -= written;
    return written;
  }

  private void awaitRoom() throws IOException {
    if (room <= 0) {
      ledger.moved(Long.MAX_VALUE / 2);
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    closed.countDown();
    below.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    below.configureBlocking(block);
  }

  @Override
  public Socket socket() {
    return below.socket();
  }

  @Override
  public SocketChannel shutdownOutput() throws IOException {
    pass("socket.shutdownOutput");
    below.shutdownOutput();
    return this;
  }

  @Override
  public SocketChannel shutdownInput() throws IOException {
    below.shutdownInput();
    return this;
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
    below.setOption(name, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return below.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return below.supportedOptions();
  }

  @Override
  public SocketChannel bind(SocketAddress local) throws IOException {
    below.bind(local);
    return this;
  }

  @Override
  public boolean isConnected() {
    return below.isConnected();
  }

  @Override
  public boolean isConnectionPending() {
    return below.isConnectionPending();
  }

  @Override
  public boolean connect(SocketAddress remote) throws IOException {
    return below.connect(remote);
  }

  @Override
  public boolean finishConnect() throws IOException {
    return below.finishConnect();
  }

  @Override
  public SocketAddress getRemoteAddress() throws IOException {
    return below.getRemoteAddress();
  }

  @Override
  public SocketAddress getLocalAddress() throws IOException {
    return below.getLocalAddress();
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    throw new UnsupportedOperationException();
  }
}
