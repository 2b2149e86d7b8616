package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A directory as its real path: what is done here is done by name, and a directory replaced
/// meanwhile is not noticed.
final class PathFolder implements Folder {
  private static final System.Logger LOG = System.getLogger(PathFolder.class.getName());

  private final Path directory;

  PathFolder(Path directory) {
    this.directory = directory;
  }

  /// Makes the names in a directory durable, where the system knows how.
  static void force(Path directory) throws IOException {
    if (PathNames.isOctets(directory.getFileSystem())) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public String identity() {
    return directory.toString();
  }

  @Override
  public Optional<FileFacts> find(String name) throws IOException {
    try {
      return Optional.of(
          PathFacts.of(PathNames.child(directory, name), name, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void requireWritable(Durability durability) throws IOException {
    if (!Files.isWritable(directory)) {
      throw new AccessDeniedException(directory.toString());
    }
  }

  @Override
  public void requireWritable(String name) throws IOException {
    Path file = PathNames.child(directory, name);
    if (!Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  @Override
  public WritableFile create(String name) throws IOException {
    Path file = newChild(name);
    FileAttribute<?>[] owner =
        PathFacts.hasPermissions(directory)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PathFacts.permissions(0600))
            }
            : new FileAttribute<?>[0];
    return writable(
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner),
        file);
  }

  @Override
  public WritableFile open(String name, Writing writing) throws IOException {
    Path file = PathNames.child(directory, name);
    // Asked first, because opening a pipe waits for its other end.
    if (!PathFacts.of(file, name, LinkOption.NOFOLLOW_LINKS).isFile()) {
      throw new NotAFileException(file.toString(), "it is not a plain file");
    }
    return writable(
        FileChannel.open(
            file,
            writing == Writing.AT_END ? StandardOpenOption.APPEND : StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        file);
  }

  @Override
  public ReadableByteChannel read(String name) throws IOException {
    return FileChannel.open(
        PathNames.child(directory, name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static WritableFile writable(FileChannel channel, Path file) {
    return new ChannelFile(
        channel,
        file.toString(),
        bits -> {
          if (PathFacts.hasPermissions(file)) {
            Files.setPosixFilePermissions(file, PathFacts.permissions(bits));
          }
        },
        () -> {});
  }

  @Override
  public void createDirectory(String name, OptionalInt mode) throws IOException {
    Path made = Files.createDirectory(newChild(name));
    if (mode.isPresent() && PathFacts.hasPermissions(made)) {
      Files.setPosixFilePermissions(made, PathFacts.permissions(mode.getAsInt()));
    }
  }

  @Override
  public void createSymbolicLink(String name, String target) throws IOException {
    Files.createSymbolicLink(newChild(name), PathNames.relative(directory, target));
  }

  @Override
  public void deleteFile(String name) throws IOException {
    Path file = PathNames.child(directory, name);
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotAFileException(file.toString(), "it is a directory");
    }
    Files.delete(file);
  }

  @Override
  public void deleteDirectory(String name) throws IOException {
    Path file = PathNames.child(directory, name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(file.toString());
    }
    Files.delete(file);
  }

  @Override
  public void rename(String name, Folder to, String newName, Existing existing) throws IOException {
    var target = (PathFolder) to;
    Path source = PathNames.child(directory, name);
    Path destination = target.newChild(newName);
    if (existing == Existing.REFUSE) {
      if (linked(source, destination)) {
        return;
      }
      refuseExisting(source, destination);
    }
    Files.move(
        source,
        destination,
        new CopyOption[] {StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING});
  }

  /// Gives a file its new name and then takes the old one away, where the file system knows several
  /// names of one file: nobody finds the name taken and the content missing.
  private static boolean linked(Path source, Path destination) throws IOException {
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Files.createLink(destination, source);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      LOG.log(Level.DEBUG, "no second name for a file here", e);
      return false;
    }
    Files.delete(source);
    return true;
  }

  /// An empty file takes the name of a file first, so that two cannot have it; a directory is only
  /// looked for. Who appends to that empty file meanwhile loses what they wrote.
  private static void refuseExisting(Path source, Path destination) throws IOException {
    if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      Files.createFile(destination);
    } else if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(destination.toString());
    }
  }

  private Path newChild(String name) throws NameRejectedException {
    try {
      return PathNames.child(directory, name);
    } catch (NoSuchFileException e) {
      var rejected = new NameRejectedException(name, "the file system refuses the name");
      rejected.initCause(e);
      throw rejected;
    }
  }

  @Override
  public void force() throws IOException {
    force(directory);
  }

  @Override
  public void close() {}
}
