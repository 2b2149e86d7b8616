package io.ferryftp.testkit;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.SpaceExhaustedException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// An upload over a piece of a file, which changes when it is committed and not before.
final class PieceUpload implements Upload {
  private final MemoryDisk disk;
  private final MemoryDirectory directory;
  private final VirtualPath path;
  private final long first;
  private final long room;
  private Optional<MemoryFile> staged = Optional.empty();
  private volatile boolean ended;

  /// @param first the offset of the piece
  /// @param room the octets of the piece, which lies within the file
  PieceUpload(MemoryDisk disk, MemoryDirectory directory, VirtualPath path, long first, long room) {
    this.disk = disk;
    this.directory = directory;
    this.path = path;
    this.first = first;
    this.room = room;
  }

  @Override
  public VirtualPath path() {
    return path;
  }

  @Override
  public long size() {
    return directory.find(path.name().orElse("")).map(MemoryNode::size).orElse(0L);
  }

  @Override
  public boolean isOpen() {
    return !ended;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return disk.step(() -> {
      requireOpen();
      try {
        if (staged.isEmpty()) {
          staged = Optional.of(disk.newFile(path.toString()));
        }
        Octets octets = staged.get().octets();
        int count = source.remaining();
        if (count > room - octets.size()) {
          throw new SpaceExhaustedException(path.toString(), "more octets than the range has");
        }
        octets.write(octets.size(), source, path.toString());
        return count;
      } catch (IOException e) {
        end(); // at once, so that others have its room
        throw e;
      }
    });
  }

  private void requireOpen() throws ClosedChannelException {
    if (ended) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public void commit() throws IOException {
    disk.change(() -> {
      requireOpen();
      try {
        if (staged.isPresent()) {
          publish(file(), staged.get().octets());
        }
      } finally {
        end();
      }
    });
  }

  private MemoryFile file() throws IOException {
    return switch (directory
        .find(path.name().orElse(""))
        .orElseThrow(() -> new NoSuchFileException(path.toString()))) {
      case MemoryFile file -> file;
      case MemoryDirectory _ -> throw new NotAFileException(path.toString(), "it is a directory");
    };
  }

  private void publish(MemoryFile file, Octets octets) throws IOException {
    if (file.size() < first + octets.size()) {
      throw new OffsetBeyondEndException(path.toString(), "the file has become shorter");
    }
    file.octets().write(first, octets, path.toString());
    file.modified(disk.now());
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
      staged.ifPresent(disk::forget);
    }
  }
}
