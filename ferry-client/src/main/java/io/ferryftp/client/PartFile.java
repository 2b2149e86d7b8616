package io.ferryftp.client;

import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.Step;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// `NAME.part`, open and locked: what has come so far of a file, until it becomes the file.
///
/// A part in which there is nothing is removed when it is closed.
final class PartFile implements Closeable {
  /// The end of its name.
  static final String SUFFIX = ".part";

  private final Path path;
  private final FileChannel channel;
  private final Instant modified;
  private final Consumer<String> notices;

  private PartFile(Path path, FileChannel channel, Instant modified, Consumer<String> notices) {
    this.path = path;
    this.channel = channel;
    this.modified = modified;
    this.notices = notices;
  }

  /// Opens the part beside a file, or makes it. A symbolic link in its place is not followed.
  ///
  /// @throws LocalFileException if another transfer has it
  static PartFile open(Path file, Consumer<String> notices) throws IOException {
    Path path = LocalName.beside(file, SUFFIX);
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      requireOneName(path);
      lock(path, channel, notices);
      return new PartFile(path, channel, Files.getLastModifiedTime(path).toInstant(), notices);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Another name of the same file would be written to as well.
  private static void requireOneName(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer n
        && n > 1) {
      throw new LocalFileException(
          Failure.at(Step.LOCAL_FILE, path + " has other names as well").tryThis("remove it"));
    }
  }

  /// Held until the channel is closed.
  private static void lock(Path path, FileChannel channel, Consumer<String> notices)
      throws LocalFileException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    } catch (IOException e) {
      notices.accept("%s cannot be locked: %s".formatted(path, e.getMessage()));
      return;
    }
    if (lock.isEmpty()) {
      throw new LocalFileException(
          Failure.at(Step.LOCAL_FILE, "another transfer is writing " + path)
              .tryThis("wait for its end"));
    }
  }

  FileChannel channel() {
    return channel;
  }

  /// When it was last changed before it was opened.
  Instant modified() {
    return modified;
  }

  /// Gives it the name and, if known, the time of the file.
  void become(Path file, Optional<Instant> time) throws IOException {
    if (time.isPresent()) {
      try {
        Files.setLastModifiedTime(path, FileTime.from(time.get()));
      } catch (IOException e) {
        notices.accept("%s keeps its own time: %s".formatted(file, e.getMessage()));
      }
    }
    try {
      Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    boolean empty = channel.size() == 0;
    channel.close();
    if (empty) {
      // Where it has become the file, there is nothing of this name any more.
      Files.deleteIfExists(path);
    }
  }
}
