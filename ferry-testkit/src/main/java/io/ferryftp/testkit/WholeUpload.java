package io.ferryftp.testkit;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// An upload that nobody sees before it is committed: until then the old file is whole, afterwards
/// the new one.
final class WholeUpload implements Upload {
  /// What to do about a file that has the name when the upload is committed.
  enum Ending {
    REPLACE,
    /// Our octets go behind it: an append that found no file when it began.
    APPEND,
    REFUSE
  }

  private enum Outcome {
    COMMITTED,
    KEPT,
    DISCARDED
  }

  private final MemoryDisk disk;
  private final VirtualPath path;
  private final KeptUploads.Key key;
  private final Ending ending;
  private final Optional<KeptUploads.Kept> resumed;
  private final int newMode;
  private Optional<MemoryFile> started = Optional.empty();
  private volatile long length;
  private volatile boolean ended;

  /// @param resumed the claimed upload that is continued at `length`
  /// @param newMode of a file that replaces none
  WholeUpload(
      MemoryDisk disk,
      VirtualPath path,
      KeptUploads.Key key,
      Ending ending,
      Optional<KeptUploads.Kept> resumed,
      long length,
      int newMode) {
    this.newMode = newMode;
    this.disk = disk;
    this.path = path;
    this.key = key;
    this.ending = ending;
    this.resumed = resumed;
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
      int count = source.remaining();
      long end = length + count;
      try {
        MemoryFile file = file();
        file.octets().write(length, source, path.toString());
        file.modified(disk.now());
      } catch (IOException e) {
        end(Outcome.DISCARDED); // at once, so that others have its room
        throw e;
      }
      length = end;
      return count;
    });
  }

  /// The file, which exists from the first write on.
  private MemoryFile file() throws IOException {
    if (ended) {
      throw new ClosedChannelException();
    }
    if (started.isPresent()) {
      return started.get();
    }
    if (key.directory().isRemoved()) {
      throw new NoSuchFileException(path.toString());
    }
    MemoryFile file;
    if (resumed.isPresent()) {
      file = resumed.get().file();
      file.octets().truncate(length);
    } else {
      file = disk.newFile(path.toString());
      disk.kept().claim(key).ifPresent(older -> disk.forget(older.file()));
    }
    key.directory().uploadBegins();
    started = Optional.of(file);
    return file;
  }

  @Override
  public void commit() throws IOException {
    disk.change(() -> {
      try {
        publish(file());
      } catch (IOException e) {
        end(Outcome.DISCARDED);
        throw e;
      }
    });
  }

  private void publish(MemoryFile file) throws IOException {
    MemoryDirectory directory = key.directory();
    if (directory.isRemoved()) {
      throw new NoSuchFileException(path.toString());
    }
    switch (directory.find(key.name()).orElse(file)) {
      case MemoryDirectory _ -> throw new NotAFileException(path.toString(), "it is a directory");
      case MemoryFile old when old.equals(file) -> {
        file.mode(newMode);
        directory.put(key.name(), file);
        end(Outcome.COMMITTED);
      }
      case MemoryFile old ->
          end(
              switch (ending) {
                case REPLACE -> {
                  file.mode(old.mode());
                  directory.put(key.name(), file);
                  disk.forget(old);
                  yield Outcome.COMMITTED;
                }
                case APPEND -> {
                  old.octets().append(file.octets(), path.toString());
                  old.modified(disk.now());
                  yield Outcome.DISCARDED;
                }
                case REFUSE -> throw new FileAlreadyExistsException(path.toString());
              });
    }
  }

  @Override
  public void suspend() throws IOException {
    disk.change(() -> {
      boolean nothingToKeep = ended || started.isEmpty();
      if (nothingToKeep
          || key.directory().isRemoved()
          || key.directory().find(key.name()).isPresent()) {
        end(Outcome.DISCARDED); // or a file is in the way of ever finding it
        return;
      }
      var kept = new KeptUploads.Kept(key, started.get(), disk.now());
      end(Outcome.KEPT);
      disk.kept().keep(kept).ifPresent(older -> disk.forget(older.file()));
      disk.kept()
          .claimSurplus(key.account(), disk.limits().keptUploads())
          .forEach(surplus -> disk.forget(surplus.file()));
    });
  }

  @Override
  public void close() throws IOException {
    disk.change(() -> end(Outcome.DISCARDED));
  }

  private void end(Outcome outcome) {
    if (ended) {
      return;
    }
    ended = true;
    if (started.isEmpty()) {
      resumed.ifPresent(this::letWaitAgain);
      return;
    }
    key.directory().uploadEnds();
    if (outcome == Outcome.DISCARDED) {
      disk.forget(started.get());
    }
  }

  private void letWaitAgain(KeptUploads.Kept upload) {
    // The directory, or a newer upload, may have taken its place meanwhile.
    if (key.directory().isRemoved() || disk.kept().find(key).isPresent()) {
      disk.forget(upload.file());
    } else {
      disk.kept().keep(upload);
    }
  }
}
