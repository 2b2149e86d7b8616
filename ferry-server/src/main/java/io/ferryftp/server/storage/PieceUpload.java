package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.SpaceExhaustedException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// An upload over a piece of a file. It waits in a hidden temporary file beside it, so that nothing
/// of one that breaks or is too long gets into the file; the commit copies it to its place, which
/// lets several clients write several pieces of one file at the same time. That copy is not atomic.
final class PieceUpload implements Upload {
  private static final int COPY_OCTETS = 64 * 1024;

  private final UploadLedger ledger;
  private final VirtualPath path;
  private final Root.Spot spot;
  private final Marks.Place place;
  private final long size;
  private final long first;
  private final long room;
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Staged> staged = Optional.empty();
  private long length;
  private boolean ended;

  /// What exists from the first write on.
  private record Staged(Marks.Mark mark, String name, WritableFile file) {}

  /// @param spot is closed with the upload
  /// @param size of the file
  /// @param first the offset of the piece
  /// @param room the octets of the piece, which lies within the file
  PieceUpload(
      UploadLedger ledger, KeptUploads.Key key, Root.Spot spot, long size, long first, long room) {
    this.ledger = ledger;
    this.path = key.path();
    this.spot = spot;
    this.place = new Marks.Place(key.home(), spot.directory());
    this.size = size;
    this.first = first;
    this.room = room;
  }

  @Override
  public VirtualPath path() {
    return path;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return !ended;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    lock.lock();
    try {
      requireOpen();
      if (source.remaining() > room - length) {
        throw new SpaceExhaustedException(path.toString(), "more octets than the range has");
      }
      int written = staged().file.write(source);
      length += written;
      return written;
    } catch (IOException | RuntimeException e) {
      discardAfter(e); // at once, so that a full disk has room again
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (ended) {
      throw new ClosedChannelException();
    }
  }

  private Staged staged() throws IOException {
    if (staged.isEmpty()) {
      Marks.Mark mark = ledger.marks().enter(place, spot.folder());
      try {
        String name = ledger.temporaryName();
        staged = Optional.of(new Staged(mark, name, spot.folder().create(name)));
      } catch (IOException | RuntimeException e) {
        ledger.marks().leave(mark);
        throw e;
      }
    }
    return staged.get();
  }

  @Override
  public void commit() throws IOException {
    lock.lock();
    try {
      requireOpen();
      if (staged.isPresent()) {
        copy(staged.get().name);
      }
      end();
    } catch (IOException | RuntimeException e) {
      discardAfter(e);
      throw e;
    } finally {
      spot.close();
      lock.unlock();
    }
  }

  private void copy(String name) throws IOException {
    var buffer = ByteBuffer.allocate(COPY_OCTETS);
    try (var from = spot.folder().read(name);
        var to = spot.folder().open(spot.name(), Folder.Writing.ANYWHERE)) {
      if (to.size() < first + length) {
        throw shorter();
      }
      to.position(first);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      if (ledger.durability() == Durability.STRICT) {
        to.force();
      }
    }
  }

  private OffsetBeyondEndException shorter() {
    return new OffsetBeyondEndException(path.toString(), "the file has become shorter");
  }

  @Override
  public void suspend() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      end();
    } finally {
      spot.close();
      lock.unlock();
    }
  }

  private void discardAfter(Exception failure) {
    try {
      end();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void end() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (staged.isPresent()) {
      Staged now = staged.get();
      try {
        now.file.close();
      } finally {
        // If this fails, the mark stays in use, and with it the next start's way to the file.
        spot.folder().deleteFile(now.name);
        ledger.marks().leave(now.mark);
      }
    }
  }
}
