package io.ferryftp.server.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.locks.ReentrantLock;

/// A small plain file that is open for reading, by its descriptor. To make a
/// [java.nio.channels.FileChannel] of one, it has to be opened again, which costs more than to read
/// and to send what is in it.
///
/// It is as long as it was when it was opened: what grows is read up to there, and what shrinks is
/// an [EOFException]. Calls take turns, the close among them, so that nothing is read under a
/// number that is another file's by then.
final class LinuxFile implements SeekableByteChannel {
  /// Larger files are channels, which the kernel sends by itself.
  static final long MOST_OCTETS = 64 << 10;

  private final int fd;
  private final String shown;
  private final long size;
  private final ReentrantLock turn = new ReentrantLock();
  private long position;
  private boolean closed;

  /// @param fd is closed with this
  /// @param shown the path for messages
  /// @param size in octets
  LinuxFile(int fd, String shown, long size) {
    this.fd = fd;
    this.shown = shown;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    turn.lock();
    try {
      requireOpen();
      if (position >= size) {
        return -1;
      }
      int most = (int) Math.min(into.remaining(), size - position);
      int count = most == 0 ? 0 : LinuxOctets.read(fd, into, most, position);
      if (count < 0) {
        throw LinuxErrors.lookUp(count, shown);
      }
      if (count == 0 && most > 0) {
        throw new EOFException(shown + " has become shorter");
      }
      position += count;
      return count;
    } finally {
      turn.unlock();
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public long position() throws IOException {
    turn.lock();
    try {
      requireOpen();
      return position;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public SeekableByteChannel position(long octets) throws IOException {
    if (octets < 0) {
      throw new IllegalArgumentException("the position " + octets);
    }
    turn.lock();
    try {
      requireOpen();
      position = octets;
      return this;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long octets) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    turn.lock();
    try {
      return !closed;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        LinuxCalls.close(fd);
      }
    } finally {
      turn.unlock();
    }
  }
}
