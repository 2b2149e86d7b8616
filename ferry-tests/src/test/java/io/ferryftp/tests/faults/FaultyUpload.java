package io.ferryftp.tests.faults;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Upload;
import io.ferryftp.tests.faults.FaultPlan.Call;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An upload whose calls fail as planned.
final class FaultyUpload implements Upload {
  private final Upload below;
  private final FaultPlan plan;
  private final Ledger ledger;
  private boolean open = true;

  FaultyUpload(Upload below, FaultPlan plan, Ledger ledger) {
    this.below = below;
    this.plan = plan;
    this.ledger = ledger;
    ledger.opened(Ledger.Kind.UPLOAD);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    Optional<Fault> hit = plan.strike(Layer.STORAGE, "Upload.write", Call.FALLIBLE);
    if (hit.isPresent()) {
      Pieces.within(source, source.remaining() / 2, below::write);
      throw hit.get().raise("Upload.write");
    }
    int written = Pieces.within(source, Pieces.most(plan, Layer.STORAGE), below::write);
    ledger.moved(written);
    return written;
  }

  @Override
  public VirtualPath path() {
    plan.passPlain(Layer.STORAGE, "Upload.path");
    return below.path();
  }

  @Override
  public long size() {
    plan.passPlain(Layer.STORAGE, "Upload.size");
    return below.size();
  }

  @Override
  public void prepare() throws IOException {
    plan.pass(Layer.STORAGE, "Upload.prepare");
    below.prepare();
  }

  @Override
  public void commit() throws IOException {
    plan.pass(Layer.STORAGE, "Upload.commit");
    below.commit();
  }

  @Override
  public void suspend() throws IOException {
    plan.pass(Layer.STORAGE, "Upload.suspend");
    below.suspend();
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
      ledger.closed(Ledger.Kind.UPLOAD);
    }
    plan.pass(Layer.STORAGE, "Upload.close");
  }
}
