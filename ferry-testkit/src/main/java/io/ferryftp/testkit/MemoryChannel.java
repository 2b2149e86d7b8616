package io.ferryftp.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/// Reads a content that stays what it is, whatever becomes of its name.
final class MemoryChannel implements ReadableByteChannel {
  private final MemoryDisk disk;
  private final Octets octets;
  private long position;
  private volatile boolean open = true;

  /// To be called in a step of the disk.
  MemoryChannel(MemoryDisk disk, Octets octets, long position) {
    this.disk = disk;
    this.octets = octets;
    this.position = position;
    octets.hold();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return disk.step(() -> {
      if (!open) {
        throw new ClosedChannelException();
      }
      int count = octets.read(position, target);
      position += Math.max(0, count);
      return count;
    });
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    disk.change(() -> {
      if (open) {
        open = false;
        octets.letGo();
      }
    });
  }
}
