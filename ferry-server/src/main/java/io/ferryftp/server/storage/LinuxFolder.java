package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.AT_EMPTY_PATH;
import static io.ferryftp.server.storage.LinuxCalls.AT_SYMLINK_NOFOLLOW;
import static io.ferryftp.server.storage.LinuxCalls.EMPTY;
import static io.ferryftp.server.storage.LinuxNames.AT_REMOVEDIR;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.NotAFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/// An open directory as a descriptor (`O_PATH`), which stays the same directory if it is moved.
final class LinuxFolder implements Folder {
  private final int fd;
  private final String shown;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param shown the path for messages
  LinuxFolder(int fd, String shown) {
    this.fd = fd;
    this.shown = shown.endsWith("/") ? shown : shown + "/";
  }

  /// The octets of a name or path.
  ///
  /// @throws NoSuchFileException if the text is not of octets, so that no file can have it
  static byte[] octets(String text) throws NoSuchFileException {
    try {
      return WireText.encode(text);
    } catch (IllegalArgumentException e) {
      var missing = new NoSuchFileException(text);
      missing.initCause(e);
      throw missing;
    }
  }

  /// A descriptor becomes a channel by opening it again. Only for plain files and directories: a
  /// pipe would wait.
  static FileChannel channel(int fd, String shown, OpenOption... options) throws IOException {
    try {
      return FileChannel.open(Path.of("/proc/self/fd/" + fd), options);
    } catch (AccessDeniedException e) {
      throw caused(new AccessDeniedException(shown), e);
    } catch (FileSystemException e) {
      throw caused(new FileSystemException(shown, null, e.getReason()), e);
    }
  }

  private static IOException caused(IOException thrown, IOException cause) {
    thrown.initCause(cause);
    return thrown;
  }

  /// The facts of a name in a directory, of a link itself.
  static LinuxStat stat(int fd, byte[] name) {
    return LinuxCalls.statx(fd, name, AT_SYMLINK_NOFOLLOW);
  }

  /// Facts with the target of a link.
  static FileFacts facts(LinuxStat stat, int fd, byte[] octets, String name) {
    return stat.facts(name, stat.isLink() ? Optional.of(target(fd, octets)) : Optional.empty());
  }

  /// The text of a link, empty if it cannot be read.
  static String target(int fd, byte[] octets) {
    return WireText.decode(LinuxNames.readlinkat(fd, octets));
  }

  @Override
  public String identity() {
    return LinuxCalls.statx(fd, EMPTY, AT_EMPTY_PATH).identity();
  }

  @Override
  public Optional<FileFacts> find(String name) throws IOException {
    byte[] octets = octets(name);
    LinuxStat stat = stat(fd, octets);
    if (stat.error() == -LinuxErrors.ENOENT || stat.error() == -LinuxErrors.ENAMETOOLONG) {
      return Optional.empty();
    }
    if (stat.error() < 0) {
      throw LinuxErrors.lookUp(stat.error(), shown + name);
    }
    return Optional.of(facts(stat, fd, octets, name));
  }

  @Override
  public void requireWritable(Durability durability) throws IOException {
    int use = LinuxCalls.W_OK | LinuxCalls.X_OK;
    // Opening a directory to sync it takes the right to read it.
    require(".", durability == Durability.STRICT ? use | LinuxCalls.R_OK : use);
  }

  @Override
  public void requireWritable(String name) throws IOException {
    require(name, LinuxCalls.W_OK);
  }

  private void require(String name, int use) throws IOException {
    int error = LinuxCalls.faccessat(fd, octets(name), use);
    if (error < 0) {
      throw LinuxErrors.change(error, shown + name);
    }
  }

  @Override
  public WritableFile create(String name) throws IOException {
    int file =
        LinuxCalls.openat(
            fd,
            octets(name),
            LinuxCalls.O_WRONLY | LinuxCalls.O_CREAT | LinuxCalls.O_EXCL | LinuxCalls.O_NOFOLLOW,
            0600);
    if (file < 0) {
      throw LinuxErrors.change(file, shown + name);
    }
    return new LinuxNewFile(file, shown + name);
  }

  @Override
  public WritableFile open(String name, Writing writing) throws IOException {
    return writable(
        openPlain(name),
        name,
        writing == Writing.AT_END ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
  }

  @Override
  public ReadableByteChannel read(String name) throws IOException {
    int file = openPlain(name);
    try {
      return channel(file, shown + name, StandardOpenOption.READ);
    } finally {
      LinuxCalls.close(file);
    }
  }

  private int openPlain(String name) throws IOException {
    int file = LinuxCalls.openat(fd, octets(name), LinuxCalls.O_PATH | LinuxCalls.O_NOFOLLOW, 0);
    if (file < 0) {
      throw LinuxErrors.lookUp(file, shown + name);
    }
    LinuxStat stat = LinuxCalls.statx(file, EMPTY, AT_EMPTY_PATH);
    if (stat.error() < 0 || !stat.isFile()) {
      LinuxCalls.close(file);
      throw new NotAFileException(shown + name, "it is not a plain file");
    }
    return file;
  }

  private WritableFile writable(int file, String name, OpenOption option) throws IOException {
    // Kept beside the channel: permission bits are set on the descriptor, not on a name that
    // somebody may have replaced.
    try {
      return new ChannelFile(
          channel(file, shown + name, option),
          shown + name,
          bits -> check(LinuxCalls.chmod(LinuxRoot.self(file), bits), name),
          () -> LinuxCalls.close(file));
    } catch (IOException | RuntimeException e) {
      LinuxCalls.close(file);
      throw e;
    }
  }

  @Override
  public void createDirectory(String name, OptionalInt mode) throws IOException {
    check(LinuxNames.mkdirat(fd, octets(name), mode.orElse(0777)), name);
    if (mode.isPresent()) {
      chmodDirectory(name, mode.getAsInt());
    }
  }

  /// What the process's umask took away from a new directory comes back; what the directory around
  /// it gave beyond permissions stays.
  private void chmodDirectory(String name, int mode) throws IOException {
    int flags = LinuxCalls.O_PATH | LinuxCalls.O_DIRECTORY | LinuxCalls.O_NOFOLLOW;
    int made = LinuxCalls.openat(fd, octets(name), flags, 0);
    check(made, name);
    try {
      int special = LinuxCalls.statx(made, EMPTY, AT_EMPTY_PATH).mode() & 07000;
      check(LinuxCalls.chmod(LinuxRoot.self(made), mode | special), name);
    } finally {
      LinuxCalls.close(made);
    }
  }

  @Override
  public void createSymbolicLink(String name, String target) throws IOException {
    check(LinuxNames.symlinkat(octets(target), fd, octets(name)), name);
  }

  @Override
  public void deleteFile(String name) throws IOException {
    remove(name, 0);
  }

  @Override
  public void deleteDirectory(String name) throws IOException {
    remove(name, AT_REMOVEDIR);
  }

  private void remove(String name, int flags) throws IOException {
    int error = LinuxNames.unlinkat(fd, octets(name), flags);
    if (error < 0) {
      throw LinuxErrors.removal(error, shown + name);
    }
  }

  @Override
  public void rename(String name, Folder to, String newName, Existing existing) throws IOException {
    int target = ((LinuxFolder) to).fd;
    int flags = existing == Existing.REFUSE ? LinuxNames.RENAME_NOREPLACE : 0;
    int error = LinuxNames.renameat2(fd, octets(name), target, octets(newName), flags);
    if (error == -LinuxErrors.EINVAL && existing == Existing.REFUSE && isPlainFile(name)) {
      error = linked(name, target, newName);
    }
    check(error, newName);
  }

  private boolean isPlainFile(String name) throws IOException {
    LinuxStat stat = stat(fd, octets(name));
    return stat.error() == 0 && stat.isFile();
  }

  /// For file systems that do not know `RENAME_NOREPLACE`: a file gets its new name and then loses
  /// the old one, so that nobody finds the name taken and the content missing.
  int linked(String name, int target, String newName) throws IOException {
    int error = LinuxNames.linkat(fd, octets(name), target, octets(newName));
    return switch (-error) {
      case 0 -> LinuxNames.unlinkat(fd, octets(name), 0);
      case LinuxErrors.EPERM, LinuxErrors.EOPNOTSUPP, LinuxErrors.ENOSYS ->
          renameOverOwn(name, target, newName);
      default -> error;
    };
  }

  /// For file systems that do not know two names of one file either: an empty file takes the name
  /// first. Who appends to that empty file meanwhile loses what they wrote.
  private int renameOverOwn(String name, int target, String newName) throws IOException {
    int own =
        LinuxCalls.openat(
            target,
            octets(newName),
            LinuxCalls.O_WRONLY | LinuxCalls.O_CREAT | LinuxCalls.O_EXCL,
            0600);
    if (own < 0) {
      return own;
    }
    LinuxCalls.close(own);
    return LinuxNames.renameat2(fd, octets(name), target, octets(newName), 0);
  }

  @Override
  public void force() throws IOException {
    // FileChannel.force lets other virtual threads run; a native fsync would hold the carrier.
    try (var channel = channel(fd, shown, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LinuxCalls.close(fd);
    }
  }

  private void check(int error, String name) throws IOException {
    if (error < 0) {
      throw LinuxErrors.change(error, shown + name);
    }
  }
}
