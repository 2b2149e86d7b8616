package io.ferryftp.server.transfer;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Upload;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Notes how it ends.
final class NotedUpload implements Upload {
  final List<String> ends = new CopyOnWriteArrayList<>();
  private final AtomicLong size = new AtomicLong();

  @Override
  public VirtualPath path() {
    return VirtualPath.of("/a");
  }

  @Override
  public long size() {
    return size.get();
  }

  @Override
  public int write(ByteBuffer source) {
    int count = source.remaining();
    source.position(source.limit());
    size.addAndGet(count);
    return count;
  }

  @Override
  public void prepare() {}

  @Override
  public void commit() {
    ends.add("commit");
  }

  @Override
  public void suspend() {
    ends.add("suspend");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    ends.add("close");
  }
}
