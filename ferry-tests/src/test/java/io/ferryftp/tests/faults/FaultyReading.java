package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// A file that is read, and whose calls fail as planned.
final class FaultyReading implements ReadableByteChannel {
  private final ReadableByteChannel below;
  private final FaultPlan plan;
  private final Ledger ledger;
  private boolean open = true;

  FaultyReading(ReadableByteChannel below, FaultPlan plan, Ledger ledger) {
    this.below = below;
    this.plan = plan;
    this.ledger = ledger;
    ledger.opened(Ledger.Kind.FILE);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    plan.pass(Layer.STORAGE, "file.read");
    return Pieces.within(into, Pieces.most(plan, Layer.STORAGE), below::read);
  }

  @Override
  public boolean isOpen() {
    return below.isOpen();
  }

  @Override
  public void close() throws IOException {
    below.close();
    if (open) {
      open = false;
      ledger.closed(Ledger.Kind.FILE);
    }
    plan.pass(Layer.STORAGE, "file.close");
  }
}
