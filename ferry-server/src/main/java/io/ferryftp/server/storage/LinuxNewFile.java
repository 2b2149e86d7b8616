package io.ferryftp.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// A file that has just been made, open for writing by its descriptor: most are small, and to make
/// a [FileChannel] of one it has to be opened again.
///
/// Calls take turns, the close among them, so that nothing is written under a number that is
/// another file's by then.
final class LinuxNewFile implements WritableFile {
  private final int fd;
  private final String shown;
  private final ReentrantLock turn = new ReentrantLock();
  private long position;
  private boolean closed;

  /// @param fd is closed with this
  /// @param shown the path for messages
  LinuxNewFile(int fd, String shown) {
    this.fd = fd;
    this.shown = shown;
  }

  /// Something to do with the descriptor.
  @FunctionalInterface
  private interface Use {
    long of(int fd) throws IOException;
  }

  private long use(Use use) throws IOException {
    turn.lock();
    try {
      if (closed) {
        throw new ClosedChannelException();
      }
      return use.of(fd);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int all = source.remaining();
    use(fd -> {
      while (source.hasRemaining()) {
        position += checked(LinuxOctets.write(fd, source, position));
      }
      return position;
    });
    return all;
  }

  private int checked(int answer) throws IOException {
    if (answer < 0) {
      throw LinuxErrors.change(answer, shown);
    }
    return answer;
  }

  @Override
  public void position(long octets) throws IOException {
    use(_ -> position = octets);
  }

  @Override
  public long size() throws IOException {
    return use(fd -> {
      try (FileChannel channel = channel(fd)) {
        return channel.size();
      }
    });
  }

  @Override
  public void truncate(long octets) throws IOException {
    use(fd -> {
      try (FileChannel channel = channel(fd)) {
        channel.truncate(octets);
        return octets;
      }
    });
  }

  @Override
  public void mode(int bits) throws IOException {
    use(fd -> checked(LinuxOctets.chmod(fd, bits)));
  }

  /// By a channel, which lets other virtual threads run; a call of ours would hold the carrier.
  @Override
  public void force() throws IOException {
    use(fd -> {
      try (FileChannel channel = channel(fd)) {
        channel.force(true);
        return fd;
      } catch (IOException e) {
        throw ChannelFile.understood(e, shown);
      }
    });
  }

  private FileChannel channel(int fd) throws IOException {
    return LinuxFolder.channel(fd, shown, StandardOpenOption.WRITE);
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
