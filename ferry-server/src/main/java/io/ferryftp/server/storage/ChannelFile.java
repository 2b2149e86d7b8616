package io.ferryftp.server.storage;

import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file open for writing as a channel; how its permission bits are set is left to who opened it.
final class ChannelFile implements WritableFile {
  /// Sets permission bits on the open file.
  interface Modes {
    void set(int bits) throws IOException;
  }

  private final FileChannel channel;
  private final String shown;
  private final Modes modes;
  private final Runnable atClose;
  private boolean closed;

  ChannelFile(FileChannel channel, String shown, Modes modes, Runnable atClose) {
    this.channel = channel;
    this.shown = shown;
    this.modes = modes;
    this.atClose = atClose;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    try {
      return channel.write(source);
    } catch (IOException e) {
      throw understood(e, shown);
    }
  }

  @Override
  public void position(long octets) throws IOException {
    channel.position(octets);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long octets) throws IOException {
    channel.truncate(octets);
  }

  @Override
  public void mode(int bits) throws IOException {
    modes.set(bits);
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw understood(e, shown);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (channel) {
        atClose.run();
      }
    }
  }

  /// What a channel's failure means, of which it tells no number.
  static IOException understood(IOException failure, String shown) {
    if (!DiskFull.is(failure)) {
      return failure;
    }
    var exhausted = new SpaceExhaustedException(shown, "no space left");
    exhausted.initCause(failure);
    return exhausted;
  }
}
