package io.ferryftp.testkit;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// An upload into a committed file, from an offset on or behind its end. Octets before the offset
/// never change, those after it do as they come, and only a commit cuts the file off where the
/// upload ends.
final class InPlaceUpload implements Upload {
  /// Where in the file.
  enum Writing {
    ANYWHERE,
    /// Wherever the end is at that moment.
    AT_END
  }

  private final MemoryDisk disk;
  private final MemoryDirectory directory;
  private final VirtualPath path;
  private final Writing writing;
  private Optional<MemoryFile> opened = Optional.empty();
  private volatile long length;
  private volatile boolean ended;

  /// @param length where it begins
  InPlaceUpload(
      MemoryDisk disk, MemoryDirectory directory, VirtualPath path, Writing writing, long length) {
    this.disk = disk;
    this.directory = directory;
    this.path = path;
    this.writing = writing;
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
    return disk.step(() -> {
      MemoryFile file = file();
      int count = source.remaining();
      long end = length + count;
      long position = writing == Writing.AT_END ? file.size() : length;
      requireReached(file, position);
      file.octets().write(position, source, path.toString());
      file.modified(disk.now());
      length = end;
      return count;
    });
  }

  private MemoryFile file() throws IOException {
    if (ended) {
      throw new ClosedChannelException();
    }
    if (opened.isEmpty()) {
      MemoryNode node =
          directory
              .find(path.name().orElse(""))
              .orElseThrow(() -> new NoSuchFileException(path.toString()));
      if (!(node instanceof MemoryFile file)) {
        throw new NotAFileException(path.toString(), "it is a directory");
      }
      if (writing == Writing.ANYWHERE) {
        requireReached(file, length);
      }
      file.octets().hold();
      opened = Optional.of(file);
    }
    return opened.get();
  }

  private void requireReached(MemoryFile file, long position) throws OffsetBeyondEndException {
    if (file.size() < position) {
      throw new OffsetBeyondEndException(path.toString(), "the file has become shorter");
    }
  }

  @Override
  public void commit() throws IOException {
    disk.change(() -> {
      MemoryFile file = file();
      if (writing == Writing.ANYWHERE && file.size() > length) {
        file.octets().truncate(length);
        file.modified(disk.now());
      }
      end();
    });
  }

  @Override
  public void suspend() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    disk.change(this::end);
  }

  private void end() {
    if (!ended) {
      ended = true;
      opened.ifPresent(file -> file.octets().letGo());
    }
  }
}
