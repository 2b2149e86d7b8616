package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.blocking.StorageTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongConsumer;

/// A file on its way to a socket through the kernel, by `sendfile`, without a copy here.
///
/// The trap: while a socket's descriptor is in blocking mode, `sendfile` on a virtual thread blocks
/// the carrier. An ordinary `write` by a virtual thread makes the descriptor non-blocking, so the
/// first piece goes that way, which is the cheaper way for a small file anyhow; afterwards 0 means
/// that the socket is full, and an ordinary `write` of the next piece parks this thread only. On a
/// platform thread the call waits by itself until the whole piece is in the socket: so pieces grow
/// only as long as they go fast, or nobody could tell a slow peer from a stalled one.
final class Sendfile {
  /// What goes by an ordinary `write`: the first piece, and each piece that waits for a slow
  /// reader.
  static final int PLAIN_OCTETS = 16 << 10;

  /// The first piece for the kernel.
  static final int FIRST_OCTETS = 128 << 10;

  /// The largest: larger ones gain nothing.
  static final int MOST_OCTETS = 1 << 20;

  /// A piece that takes no longer is followed by one of twice its size.
  private static final Duration FAST = Duration.ofMillis(50);

  private final FileChannel file;
  private final Wire wire;
  private final SocketChannel socket;
  private final StorageCalls calls;
  private final LongConsumer progress;
  private int kernelOctets = FIRST_OCTETS;

  /// @param wire over the socket
  /// @param progress hears of the octets that have gone
  Sendfile(
      FileChannel file,
      Wire wire,
      SocketChannel socket,
      StorageCalls calls,
      LongConsumer progress) {
    this.file = file;
    this.wire = wire;
    this.socket = socket;
    this.calls = calls;
    this.progress = progress;
  }

  /// Sends from one offset in the file to another.
  void send(long start, long end) throws IOException, StorageFailure {
    ByteBuffer plain = ByteBuffer.allocate((int) Math.min(PLAIN_OCTETS, end - start));
    long position = start;
    boolean plainly = true;
    while (position < end) {
      long sent = plainly ? copied(position, end, plain) : byKernel(position, end);
      plainly = sent == 0;
      position += sent;
      progress.accept(sent);
    }
  }

  private long byKernel(long position, long end) throws StorageFailure {
    long count = Math.min(kernelOctets, end - position);
    long began = System.nanoTime();
    try {
      long sent = calls.call(() -> file.transferTo(position, count, socket));
      adapt(System.nanoTime() - began);
      return sent;
    } catch (StorageTimeoutException e) {
      // It may still send its piece: after that, nothing else must follow.
      throw new StorageFailure(e);
    } catch (IOException e) {
      // Disk or peer? The ordinary way fails again, and knows which.
      return 0;
    }
  }

  private void adapt(long nanos) {
    kernelOctets = nanos < FAST.toNanos() ? Math.min(2 * kernelOctets, MOST_OCTETS) : PLAIN_OCTETS;
  }

  private long copied(long position, long end, ByteBuffer plain)
      throws IOException, StorageFailure {
    plain.clear().limit((int) Math.min(plain.capacity(), end - position));
    int count;
    try {
      count = calls.call(() -> file.read(plain, position));
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    if (count <= 0) {
      throw new StorageFailure(new EOFException("the file has become shorter"));
    }
    wire.write(plain.flip());
    return count;
  }
}
