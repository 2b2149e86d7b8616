package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// An upload into a committed file, from an offset on or behind its end. It is not atomic: octets
/// before the offset never change, those after it do as they come, and only a commit cuts the file
/// off where the upload ends.
final class InPlaceUpload implements Upload {
  private final VirtualPath path;
  private final Root.Spot spot;
  private final Folder.Writing writing;
  private final Durability durability;
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<WritableFile> opened = Optional.empty();
  private long length;
  private boolean ended;

  /// @param spot is closed with the upload
  /// @param length where it begins
  InPlaceUpload(
      VirtualPath path,
      Root.Spot spot,
      Folder.Writing writing,
      Durability durability,
      long length) {
    this.path = path;
    this.spot = spot;
    this.writing = writing;
    this.durability = durability;
    this.length = length;
  }

  @Override
  public VirtualPath path() {
    return path;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public boolean isOpen() {
    return !ended;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    lock.lock();
    try {
      int written = file().write(source);
      length += written;
      return written;
    } finally {
      lock.unlock();
    }
  }

  private WritableFile file() throws IOException {
    if (ended) {
      throw new ClosedChannelException();
    }
    if (opened.isEmpty()) {
      WritableFile file = spot.folder().open(spot.name(), writing);
      opened = Optional.of(file);
      if (writing == Folder.Writing.ANYWHERE) {
        if (file.size() < length) {
          throw new OffsetBeyondEndException(path.toString(), "the file has become shorter");
        }
        file.position(length);
      }
    }
    return opened.get();
  }

  @Override
  public void commit() throws IOException {
    lock.lock();
    try (this) {
      WritableFile file = file();
      if (writing == Folder.Writing.ANYWHERE) {
        file.truncate(length);
      }
      force(file);
    } finally {
      lock.unlock();
    }
  }

  private void force(WritableFile file) throws IOException {
    if (durability == Durability.STRICT) {
      file.force();
    }
  }

  @Override
  public void suspend() throws IOException {
    lock.lock();
    try (this) {
      if (!ended && opened.isPresent()) {
        force(opened.get());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try (spot) {
      if (!ended) {
        ended = true;
        if (opened.isPresent()) {
          opened.get().close();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
