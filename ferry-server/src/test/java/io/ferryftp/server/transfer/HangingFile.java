package io.ferryftp.server.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A file on a disk that is slow at first, so that calls go to the storage's own threads, and then
/// hangs until [#recover]. What hung goes on with its buffer then, and close waits for it.
final class HangingFile extends FileChannel {
  private static final long SLOW_MILLIS = 20;

  private final CountDownLatch back = new CountDownLatch(1);
  private final CompletableFuture<ByteBuffer> hangsWith = new CompletableFuture<>();
  private int reads;

  void recover() {
    back.countDown();
  }

  /// The buffer that the hanging read was given.
  ByteBuffer buffer() {
    return hangsWith.join();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (reads++ == 0) {
      await(SLOW_MILLIS);
    } else {
      hangsWith.complete(into);
      await(Long.MAX_VALUE);
    }
    into.put((byte) 'x');
    return 1;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    await(SLOW_MILLIS);
    int count = into.remaining();
    into.put(new byte[count]);
    return count;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    await(Long.MAX_VALUE);
    return count;
  }

  private void await(long millis) throws IOException {
    try {
      boolean _ = back.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  protected void implCloseChannel() throws IOException {
    await(Long.MAX_VALUE);
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public FileChannel position(long newPosition) {
    return this;
  }

  @Override
  public long size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
