package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A file on disk that is read, and whose calls fail as planned.
final class FaultyFile extends FileChannel {
  private final FileChannel below;
  private final FaultPlan plan;
  private final Ledger ledger;

  FaultyFile(FileChannel below, FaultPlan plan, Ledger ledger) {
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
  public int read(ByteBuffer into, long position) throws IOException {
    plan.pass(Layer.STORAGE, "file.read");
    return Pieces.within(
        into, Pieces.most(plan, Layer.STORAGE), piece -> below.read(piece, position));
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    plan.pass(Layer.STORAGE, "file.transferTo");
    return below.transferTo(position, Math.min(count, Pieces.most(plan, Layer.STORAGE)), target);
  }

  @Override
  public long position() throws IOException {
    plan.pass(Layer.STORAGE, "file.position");
    return below.position();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    below.close();
    ledger.closed(Ledger.Kind.FILE);
    plan.pass(Layer.STORAGE, "file.close");
  }

  @Override
  public long size() throws IOException {
    return below.size();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    below.position(position);
    return this;
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    throw new UnsupportedOperationException();
  }
}
