package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// An upload into a hidden temporary file beside its target, which takes the target's name when it
/// is committed: whoever looks sees the old file whole or the new file whole.
final class HiddenUpload implements Upload {
  /// What to do about a file that has the name when the upload is committed.
  enum Ending {
    REPLACE,
    /// Our octets go behind it: an append that found no file when it began.
    APPEND,
    REFUSE
  }

  private static final int PERMISSIONS = 0777;
  private static final int COPY_OCTETS = 64 * 1024;

  private final UploadLedger ledger;
  private final KeptUploads.Key key;
  private final Root.Spot spot;
  private final Marks.Place place;
  private final int newFileMode;
  private final Ending ending;
  private final Optional<KeptUploads.Kept> resumed;
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Started> started = Optional.empty();
  private long length;
  private boolean ended;

  /// Whether the file has its mode and its content is on the disk; not after a write.
  private boolean readied;

  /// What exists from the first write on.
  private record Started(Marks.Mark mark, String name, WritableFile file) {}

  /// @param spot is closed with the upload
  /// @param resumed the claimed upload that is continued at `length`
  HiddenUpload(
      UploadLedger ledger,
      KeptUploads.Key key,
      Root.Spot spot,
      int newFileMode,
      Ending ending,
      Optional<KeptUploads.Kept> resumed,
      long length) {
    this.ledger = ledger;
    this.key = key;
    this.spot = spot;
    this.place = new Marks.Place(key.home(), spot.directory());
    this.newFileMode = newFileMode;
    this.ending = ending;
    this.resumed = resumed;
    this.length = length;
  }

  @Override
  public VirtualPath path() {
    return key.path();
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
      requireOpen();
      readied = false;
      int written = started().file.write(source);
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

  private Started started() throws IOException {
    if (started.isPresent()) {
      return started.get();
    }
    Marks.Mark mark = ledger.marks().enter(place, spot.folder());
    try {
      Started now;
      if (resumed.isPresent()) {
        String name = resumed.get().name();
        WritableFile file = spot.folder().open(name, Folder.Writing.ANYWHERE);
        now = new Started(mark, name, file);
      } else {
        String name = ledger.temporaryName();
        now = new Started(mark, name, spot.folder().create(name));
      }
      started = Optional.of(now);
    } catch (IOException | RuntimeException e) {
      ledger.marks().leave(mark);
      throw e;
    }
    Started now = started.get();
    if (resumed.isPresent()) {
      now.file.truncate(length);
      now.file.position(length);
    } else {
      Optional<KeptUploads.Kept> older = ledger.kept().claim(key);
      if (older.isPresent()) {
        ledger.discard(older.get());
      }
    }
    return now;
  }

  @Override
  public void prepare() throws IOException {
    lock.lock();
    try {
      requireOpen();
      ready(started());
    } catch (IOException | RuntimeException e) {
      discardAfter(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /// Gives the file its mode and its content to the disk.
  private void ready(Started now) throws IOException {
    Optional<FileFacts> old = spot.folder().find(spot.name());
    if (old.isPresent() && !old.get().isFile()) {
      throw new NotAFileException(path().toString(), "it is not a plain file");
    }
    int mode = old.map(FileFacts::mode).orElse(newFileMode) & PERMISSIONS;
    now.file.mode(mode);
    if (isStrict()) {
      now.file.force();
    }
    readied = true;
  }

  @Override
  public void commit() throws IOException {
    lock.lock();
    try {
      requireOpen();
      publish(started());
      end(Outcome.COMMITTED);
      // Nothing is taken back now: a failure says that the name may not survive a loss of power.
      if (isStrict()) {
        spot.folder().force();
      }
    } catch (IOException | RuntimeException e) {
      discardAfter(e);
      throw e;
    } finally {
      spot.close();
      lock.unlock();
    }
  }

  private void discardAfter(Exception failure) {
    try {
      end(Outcome.DISCARDED);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void publish(Started now) throws IOException {
    if (!readied) {
      ready(now);
    }
    var existing = ending == Ending.REPLACE ? Folder.Existing.REPLACE : Folder.Existing.REFUSE;
    try {
      spot.folder().rename(now.name, spot.folder(), spot.name(), existing);
    } catch (FileAlreadyExistsException e) {
      if (ending != Ending.APPEND) {
        throw e;
      }
      appendTo(now.name);
    }
  }

  /// Somebody made the file since we began. This is not atomic, as no append to a file is.
  private void appendTo(String name) throws IOException {
    var buffer = ByteBuffer.allocate(COPY_OCTETS);
    try (var from = spot.folder().read(name);
        var to = spot.folder().open(spot.name(), Folder.Writing.AT_END)) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      if (isStrict()) {
        to.force();
      }
    }
    spot.folder().deleteFile(name);
  }

  private boolean isStrict() {
    return ledger.durability() == Durability.STRICT;
  }

  @Override
  public void suspend() throws IOException {
    lock.lock();
    try {
      if (ended || started.isEmpty() || spot.folder().find(spot.name()).isPresent()) {
        return; // nothing to keep, or a file in the way of ever finding it
      }
      if (isStrict()) {
        started.get().file.force();
        spot.folder().force();
      }
      Optional<KeptUploads.Kept> older =
          ledger.kept().keep(key, place, started.get().name, ledger.clock().instant());
      end(Outcome.KEPT);
      if (older.isPresent()) {
        ledger.discard(older.get());
      }
      for (KeptUploads.Kept surplus : ledger.kept().claimSurplus(key.account())) {
        ledger.discard(surplus);
      }
    } finally {
      close();
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      end(Outcome.DISCARDED);
    } finally {
      spot.close();
      lock.unlock();
    }
  }

  private enum Outcome {
    COMMITTED,
    KEPT,
    DISCARDED
  }

  private void end(Outcome outcome) throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (started.isEmpty()) {
      resumed.ifPresent(ledger.kept()::giveBack);
      return;
    }
    Started now = started.get();
    try {
      now.file.close();
    } finally {
      if (outcome == Outcome.DISCARDED) {
        // If this fails, the mark stays in use, and with it the next start's way to the file.
        spot.folder().deleteFile(now.name);
      }
      if (resumed.isPresent()) {
        ledger.kept().forget(resumed.get());
      }
      ledger.marks().leave(now.mark);
    }
  }
}
