package io.ferryftp.server.transfer;

import io.ferryftp.protocol.data.AsciiTransform;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TruncationException;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.blocking.StorageTimeoutException;
import io.ferryftp.server.listing.ListingSource;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongConsumer;

/// Moves octets between storage and one data connection, in the transfer's own virtual thread.
///
/// Every step on the side of storage goes through [StorageCalls] and fails as [StorageFailure];
/// what fails otherwise is the connection.
final class Pump {
  /// How a peer ended what it sent.
  enum End {
    /// As its connection ends.
    SAID,
    /// Under TLS without `close_notify`.
    CUT
  }

  /// What one `sendfile` is asked to send: larger pieces gain nothing.
  private static final int SENDFILE_OCTETS = 1 << 20;

  /// What the first piece of a file is, and each piece that waits for a slow reader.
  private static final int PIECE_OCTETS = 16 << 10;

  /// A listing is first sent when this much is there, so that the first line does not wait.
  private static final int FIRST_LISTING_OCTETS = 4 << 10;

  private final Wire wire;
  private final StorageCalls calls;
  private final Buffers buffers;
  private final Duration stallTime;
  private final LongConsumer progress;

  /// Whether a call to storage was given up, which may still use what it was given.
  private boolean gaveUp;

  private UploadEnd demanded = UploadEnd.CLOSE_NOTIFY_DEMANDED;
  private End end = End.SAID;

  /// @param progress hears of octets that went over the connection, as they go
  Pump(Wire wire, StorageCalls calls, Buffers buffers, Duration stallTime, LongConsumer progress) {
    this.wire = wire;
    this.calls = calls;
    this.buffers = buffers;
    this.stallTime = stallTime;
    this.progress = progress;
  }

  /// Sends a file to its end. A file is as long as it was when it was opened: what grows is sent up
  /// to there, and what shrinks is a failure of storage.
  void send(OpenFile file, Representation representation) throws IOException, StorageFailure {
    if (representation == Representation.ASCII) {
      sendAsText(file);
    } else if (file.channel() instanceof FileChannel channel && wire.clear().isPresent()) {
      sendByKernel(channel, file.facts().size(), wire.clear().get());
    } else {
      sendByCopy(file);
    }
  }

  /// `sendfile`, with the trap that it has on virtual threads: while the socket's descriptor is in
  /// blocking mode, it blocks the carrier. An ordinary `write` by a virtual thread makes the
  /// descriptor non-blocking, so the first piece goes that way; afterwards 0 means that the socket
  /// is full, and an ordinary `write` of the next piece parks this thread only.
  private void sendByKernel(FileChannel file, long size, SocketChannel socket)
      throws IOException, StorageFailure {
    long start = stored(file::position);
    ByteBuffer piece = ByteBuffer.allocate(PIECE_OCTETS);
    long position = start;
    boolean plainly = true;
    while (position < size) {
      long sent =
          plainly
              ? copyPiece(file, position, size, piece)
              : kernelPiece(file, position, size, socket);
      plainly = sent == 0;
      position += sent;
      progress.accept(sent);
    }
  }

  private long kernelPiece(FileChannel file, long position, long size, SocketChannel socket)
      throws StorageFailure {
    long count = Math.min(SENDFILE_OCTETS, size - position);
    try {
      return calls.call(() -> file.transferTo(position, count, socket));
    } catch (StorageTimeoutException e) {
      // It may still send its piece: after that, nothing else must follow.
      throw new StorageFailure(e);
    } catch (IOException e) {
      // Disk or peer? The ordinary way fails again, and knows which.
      return 0;
    }
  }

  private long copyPiece(FileChannel file, long position, long size, ByteBuffer piece)
      throws IOException, StorageFailure {
    piece.clear().limit((int) Math.min(piece.capacity(), size - position));
    int count = stored(() -> file.read(piece, position));
    if (count <= 0) {
      throw new StorageFailure(new EOFException("the file has become shorter"));
    }
    wire.write(piece.flip());
    return count;
  }

  private void sendByCopy(OpenFile file) throws IOException, StorageFailure {
    ByteBuffer buffer = buffers.acquire();
    try {
      while (stored(() -> file.channel().read(buffer.clear())) >= 0) {
        int count = buffer.position();
        wire.write(buffer.flip());
        progress.accept(count);
      }
    } finally {
      release(buffer);
    }
  }

  private void sendAsText(OpenFile file) throws IOException, StorageFailure {
    var transform = AsciiTransform.toWire();
    ByteBuffer local = buffers.acquire();
    ByteBuffer converted = buffers.acquire();
    try {
      while (stored(() -> file.channel().read(local.clear())) >= 0) {
        local.flip();
        while (local.hasRemaining()) {
          transform.transform(local, converted.clear());
          flush(converted);
        }
      }
      transform.finish(converted.clear());
      flush(converted);
    } finally {
      release(local);
      release(converted);
    }
  }

  /// Sends a listing to its end.
  void send(ListingSource source) throws IOException, StorageFailure {
    ByteBuffer buffer = buffers.acquire();
    try {
      buffer.clear().limit(FIRST_LISTING_OCTETS);
      boolean more = stored(() -> source.fill(buffer));
      flush(buffer);
      while (more) {
        buffer.clear();
        more = stored(() -> source.fill(buffer));
        flush(buffer);
      }
    } finally {
      release(buffer);
    }
  }

  /// Receives a file until the peer ends it, without committing it.
  ///
  /// @param demanded of a protected connection
  End receive(Upload upload, Representation representation, UploadEnd demanded)
      throws IOException, StorageFailure {
    this.demanded = demanded;
    ByteBuffer received = buffers.acquire();
    try {
      if (representation == Representation.ASCII) {
        receiveText(upload, received);
      } else {
        while (read(received.clear()) >= 0) {
          progress.accept(received.position());
          write(upload, received.flip());
        }
      }
      return end;
    } finally {
      release(received);
    }
  }

  private void receiveText(Upload upload, ByteBuffer received) throws IOException, StorageFailure {
    var transform = AsciiTransform.fromWire();
    ByteBuffer local = buffers.acquire();
    try {
      while (read(received.clear()) >= 0) {
        progress.accept(received.position());
        received.flip();
        while (received.hasRemaining()) {
          transform.transform(received, local.clear());
          write(upload, local.flip());
        }
      }
      transform.finish(local.clear());
      write(upload, local.flip());
    } finally {
      release(local);
    }
  }

  /// On a clear connection the stall watch minds the time; a timed read would copy once more.
  private int read(ByteBuffer into) throws IOException {
    try {
      return wire.clear().isPresent() ? wire.clear().get().read(into) : wire.read(into, stallTime);
    } catch (TruncationException e) {
      if (demanded == UploadEnd.CLOSE_NOTIFY_DEMANDED) {
        throw e;
      }
      end = End.CUT;
      return -1;
    }
  }

  private void flush(ByteBuffer filled) throws IOException {
    int count = filled.position();
    wire.write(filled.flip());
    progress.accept(count);
  }

  private void write(Upload upload, ByteBuffer octets) throws StorageFailure {
    stored(() -> {
      while (octets.hasRemaining()) {
        upload.write(octets);
      }
      return octets;
    });
  }

  /// A call that was given up may still fill or read its buffer: nobody else may have it then.
  private void release(ByteBuffer buffer) {
    if (gaveUp) {
      buffers.forget(buffer);
    } else {
      buffers.release(buffer);
    }
  }

  private <T> T stored(StorageCalls.Call<T> call) throws StorageFailure {
    try {
      return calls.call(call);
    } catch (StorageTimeoutException e) {
      gaveUp = true;
      throw new StorageFailure(e);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }
}
