package io.ferryftp.tests.faults;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;

/// A cursor whose calls fail as planned.
final class FaultyCursor implements DirectoryCursor {
  private final DirectoryCursor below;
  private final FaultPlan plan;
  private final Ledger ledger;
  private boolean open = true;

  FaultyCursor(DirectoryCursor below, FaultPlan plan, Ledger ledger) {
    this.below = below;
    this.plan = plan;
    this.ledger = ledger;
    ledger.opened(Ledger.Kind.CURSOR);
  }

  @Override
  public boolean next() throws IOException {
    plan.pass(Layer.STORAGE, "DirectoryCursor.next");
    return below.next();
  }

  @Override
  public String name() {
    plan.passPlain(Layer.STORAGE, "DirectoryCursor.name");
    return below.name();
  }

  @Override
  public FileFacts facts() throws IOException {
    plan.pass(Layer.STORAGE, "DirectoryCursor.facts");
    return below.facts();
  }

  @Override
  public void close() throws IOException {
    below.close();
    if (open) {
      open = false;
      ledger.closed(Ledger.Kind.CURSOR);
    }
    plan.pass(Layer.STORAGE, "DirectoryCursor.close");
  }
}
