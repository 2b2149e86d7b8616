package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.AT_EMPTY_PATH;
import static io.ferryftp.server.storage.LinuxCalls.EMPTY;
import static io.ferryftp.server.storage.LinuxCalls.O_DIRECTORY;
import static io.ferryftp.server.storage.LinuxCalls.O_NOCTTY;
import static io.ferryftp.server.storage.LinuxCalls.O_NONBLOCK;
import static io.ferryftp.server.storage.LinuxCalls.O_PATH;
import static io.ferryftp.server.storage.LinuxCalls.O_RDONLY;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NotAFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A tree on a Linux disk, by system calls: a link swapped in at any moment leads nowhere outside.
///
/// The only directory kept open is the root. It stays the same directory if it is moved or
/// replaced.
final class LinuxRoot implements Root {
  /// How paths are resolved.
  enum Resolution {
    /// By the kernel, in one call.
    OPENAT2,
    /// Name by name.
    WALK
  }

  private static final int PERMISSIONS = 0777;

  private final int fd;
  private final LinuxBeneath beneath;
  private final Symlinks symlinks;
  private final int umask;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LinuxRoot(int fd, LinuxBeneath beneath, Symlinks symlinks, int umask) {
    this.fd = fd;
    this.beneath = beneath;
    this.symlinks = symlinks;
    this.umask = umask;
  }

  /// Whether the system calls can be used here: Linux, 64 bits, native access and `/proc`.
  static boolean isAvailable() {
    String arch = System.getProperty("os.arch");
    if (!System.getProperty("os.name").equals("Linux")
        || !(arch.equals("amd64") || arch.equals("aarch64"))) {
      return false;
    }
    try (var root = open("/", Symlinks.NONE);
        var top = root.folder(VirtualPath.ROOT)) {
      return !top.identity().isEmpty() && Files.exists(Path.of("/proc/self/fd/" + root.fd));
    } catch (IOException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  /// @param home the absolute path of the root, as [WireText]
  static LinuxRoot open(String home, Symlinks symlinks) throws IOException {
    return open(home, symlinks, Optional.empty());
  }

  /// @param forced the way to resolve paths, whatever the kernel can do
  static LinuxRoot open(String home, Symlinks symlinks, Optional<Resolution> forced)
      throws IOException {
    byte[] configured = LinuxFolder.octets(home);
    int fd = LinuxCalls.openat(LinuxCalls.AT_FDCWD, configured, O_PATH | O_DIRECTORY, 0);
    if (fd < 0) {
      throw LinuxErrors.lookUp(fd, home);
    }
    byte[] real = LinuxNames.readlinkat(LinuxCalls.AT_FDCWD, self(fd));
    var beneath =
        new LinuxBeneath(
            fd,
            forced.orElseGet(() -> LinuxBeneath.resolution(fd)),
            symlinks,
            real.length == 0 ? List.of(configured) : List.of(configured, real));
    return new LinuxRoot(fd, beneath, symlinks, processUmask());
  }

  private static int processUmask() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("Umask:")) {
        return Integer.parseInt(line.substring(6).trim(), 8);
      }
    }
    return 022;
  }

  /// The name under which the kernel knows an open descriptor: whatever happens to its path.
  static byte[] self(int fd) {
    return ("/proc/self/fd/" + fd).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] octets(VirtualPath path) throws IOException {
    return LinuxFolder.octets(path.toString().substring(1));
  }

  private int openFollowing(VirtualPath path, int flags) throws IOException {
    int opened = beneath.openFollowing(octets(path), flags);
    if (opened < 0) {
      throw failure(opened, path);
    }
    return opened;
  }

  private IOException failure(int error, VirtualPath path) {
    return error == -LinuxErrors.ELOOP && symlinks == Symlinks.NONE
        ? new AccessDeniedException(path.toString(), null, "links are not followed")
        : LinuxErrors.lookUp(error, path.toString());
  }

  @Override
  public LinuxFolder folder(VirtualPath directory) throws IOException {
    return new LinuxFolder(openFollowing(directory, O_PATH | O_DIRECTORY), directory.toString());
  }

  @Override
  public Spot spot(VirtualPath path, LinkHandling links) throws IOException {
    String name = path.name().orElseThrow(() -> new AccessDeniedException("/"));
    var folder = folder(path.parent());
    try {
      if (links == LinkHandling.FOLLOW && isLink(folder, name)) {
        LinuxBeneath.Computed computed = beneath.compute(octets(path));
        if (computed.error < 0) {
          throw failure(computed.error, path);
        }
        var target = VirtualPath.of("/" + WireText.decode(computed.path));
        folder.close();
        return spot(target, LinkHandling.ITSELF);
      }
      return new Spot(folder, path.parent(), name);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static boolean isLink(LinuxFolder folder, String name) throws IOException {
    return folder.find(name).filter(facts -> facts.linkTarget().isPresent()).isPresent();
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    String name = path.name().orElse("");
    if (links == LinkHandling.FOLLOW || path.isRoot()) {
      int opened = openFollowing(path, O_PATH);
      try {
        return stat(opened, path).facts(name, Optional.empty());
      } finally {
        LinuxCalls.close(opened);
      }
    }
    byte[] octets = LinuxFolder.octets(name);
    int parent = openFollowing(path.parent(), O_PATH | O_DIRECTORY);
    try {
      LinuxStat stat = LinuxFolder.stat(parent, octets);
      if (stat.error() < 0) {
        throw failure(stat.error(), path);
      }
      return LinuxFolder.facts(stat, parent, octets, name);
    } finally {
      LinuxCalls.close(parent);
    }
  }

  private LinuxStat stat(int opened, VirtualPath path) throws IOException {
    LinuxStat stat = LinuxCalls.statx(opened, EMPTY, AT_EMPTY_PATH);
    if (stat.error() < 0) {
      throw failure(stat.error(), path);
    }
    return stat;
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    return new LinuxCursor(
        openFollowing(directory, LinuxCalls.O_RDONLY | O_DIRECTORY), directory.toString());
  }

  /// At once, which does for plain files; whatever is none, or says no, is looked at before it is
  /// opened.
  @Override
  public Reading read(VirtualPath file) throws IOException {
    int opened = beneath.openFollowing(octets(file), O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (opened < 0) {
      return readWithCare(file);
    }
    LinuxStat stat = LinuxCalls.statx(opened, EMPTY, AT_EMPTY_PATH);
    if (stat.error() == 0 && stat.isFile() && stat.size() <= LinuxFile.MOST_OCTETS) {
      return new Reading(
          new LinuxFile(opened, file.toString(), stat.size()),
          stat.facts(file.name().orElse(""), Optional.empty()));
    }
    LinuxCalls.close(opened);
    return readWithCare(file);
  }

  private Reading readWithCare(VirtualPath file) throws IOException {
    int opened = openFollowing(file, O_PATH);
    try {
      LinuxStat stat = stat(opened, file);
      if (!stat.isFile()) {
        throw new NotAFileException(file.toString(), "it is not a plain file");
      }
      return new Reading(
          LinuxFolder.channel(opened, file.toString(), StandardOpenOption.READ),
          stat.facts(file.name().orElse(""), Optional.empty()));
    } finally {
      LinuxCalls.close(opened);
    }
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    int opened = openFollowing(path, O_PATH);
    try {
      LinuxStat stat = stat(opened, path);
      if (!stat.isFile() && !stat.isDirectory()) {
        throw new NotAFileException(path.toString(), "it is neither a file nor a directory");
      }
      int error =
          switch (amendment) {
            // Linux has no call for it.
            case Amendment.Created _ -> -LinuxErrors.EPERM;
            case Amendment.Modified(var time) ->
                LinuxCalls.utimensat(self(opened), time.getEpochSecond(), time.getNano());
            // What the administrator set on a directory beyond the permissions stays.
            case Amendment.Mode(int bits) ->
                LinuxCalls.chmod(
                    self(opened),
                    bits | (stat.isDirectory() ? stat.mode() & 07777 & ~PERMISSIONS : 0));
          };
      if (error < 0) {
        throw LinuxErrors.change(error, path.toString());
      }
    } finally {
      LinuxCalls.close(opened);
    }
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    int opened = openFollowing(path, O_PATH);
    try {
      long space = LinuxCalls.usableSpace(opened);
      if (space < 0) {
        throw failure((int) space, path);
      }
      return space;
    } finally {
      LinuxCalls.close(opened);
    }
  }

  @Override
  public VirtualPath linkFree(VirtualPath directory) throws IOException {
    LinuxBeneath.Computed computed = beneath.compute(octets(directory));
    if (computed.error < 0) {
      throw failure(computed.error, directory);
    }
    return VirtualPath.of("/" + WireText.decode(computed.path));
  }

  @Override
  public Set<Fact> settable() {
    return EnumSet.of(Fact.MODIFY, Fact.UNIX_MODE);
  }

  @Override
  public OptionalInt umask() {
    return OptionalInt.of(umask);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LinuxCalls.close(fd);
    }
  }
}
