package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NotAFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// A tree in any file system of `java.nio.file`, with a jail by path only: the real path is
/// checked, then used. Links that lie there are never followed outside; somebody with an account on
/// the machine who swaps a directory for a link between the two could lead an operation out.
final class PathRoot implements Root {
  /// What Java does not tell of the process, and what is usual.
  private static final int UMASK = 022;

  private final Path root;
  private final Symlinks symlinks;

  private PathRoot(Path root, Symlinks symlinks) {
    this.root = root;
    this.symlinks = symlinks;
  }

  static PathRoot open(Path root, Symlinks symlinks) throws IOException {
    Path real = root.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(root.toString());
    }
    return new PathRoot(real, symlinks);
  }

  /// The real path of something that exists, which is in the tree.
  private Path real(VirtualPath path) throws IOException {
    Path at = root;
    for (String name : path.names()) {
      at = inside(PathNames.child(at, name), path);
    }
    return at;
  }

  private Path inside(Path path, VirtualPath asked) throws IOException {
    if (Files.isSymbolicLink(path)) {
      if (symlinks == Symlinks.NONE) {
        throw new AccessDeniedException(asked.toString(), null, "links are not followed");
      }
      requireFewLinks(path, asked);
    }
    Path real;
    try {
      real = path.toRealPath();
    } catch (FileSystemLoopException e) {
      throw missing(asked, e);
    }
    if (!real.startsWith(root)) {
      throw new NoSuchFileException(asked.toString());
    }
    return real;
  }

  /// Counts the links that follow each other in a last name; others are the file system's to count.
  private static void requireFewLinks(Path path, VirtualPath asked) throws IOException {
    Path at = path;
    for (int links = 0; Files.isSymbolicLink(at); links++) {
      if (links == LinuxBeneath.LINKS) {
        throw new NoSuchFileException(asked.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
  }

  private static NoSuchFileException missing(VirtualPath asked, IOException cause) {
    var missing = new NoSuchFileException(asked.toString());
    missing.initCause(cause);
    return missing;
  }

  @Override
  public PathFolder folder(VirtualPath directory) throws IOException {
    return new PathFolder(directory(directory));
  }

  private Path directory(VirtualPath directory) throws IOException {
    Path real = real(directory);
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(directory.toString());
    }
    return real;
  }

  @Override
  public Spot spot(VirtualPath path, LinkHandling links) throws IOException {
    String name = path.name().orElseThrow(() -> new AccessDeniedException("/"));
    Path parent = directory(path.parent());
    if (links == LinkHandling.FOLLOW) {
      for (int i = 0; i <= LinuxBeneath.LINKS; i++) {
        Path child = childOrMissing(parent, name);
        if (!Files.isSymbolicLink(child)) {
          return new Spot(new PathFolder(parent), virtual(parent), name);
        }
        if (symlinks == Symlinks.NONE) {
          throw new AccessDeniedException(path.toString(), null, "links are not followed");
        }
        Path target = target(parent, child, path);
        Path holder = target.getParent();
        Path last = target.getFileName();
        if (holder == null || last == null) {
          throw new NoSuchFileException(path.toString());
        }
        parent = inside(holder, path);
        name = PathNames.text(last);
      }
      throw new NoSuchFileException(path.toString());
    }
    return new Spot(new PathFolder(parent), path.parent(), name);
  }

  /// A name that the file system cannot have is refused when it is to be made.
  private static Path childOrMissing(Path parent, String name) {
    try {
      return PathNames.child(parent, name);
    } catch (NoSuchFileException e) {
      return parent.resolve("missing");
    }
  }

  private Path target(Path parent, Path link, VirtualPath asked) throws IOException {
    Path target = parent.resolve(Files.readSymbolicLink(link));
    Path last = target.getFileName();
    return last != null && (last.toString().equals("..") || last.toString().equals("."))
        ? inside(target, asked)
        : target;
  }

  private VirtualPath virtual(Path real) {
    var path = VirtualPath.ROOT;
    for (Path at = root; !at.equals(real); ) {
      at = at.resolve(real.getName(at.getNameCount()));
      path = path.child(PathNames.text(at).substring(PathNames.text(at).lastIndexOf('/') + 1));
    }
    return path;
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    String name = path.name().orElse("");
    if (links == LinkHandling.FOLLOW || path.isRoot()) {
      return PathFacts.of(real(path), name, LinkOption.NOFOLLOW_LINKS);
    }
    Path itself = PathNames.child(directory(path.parent()), name);
    return PathFacts.of(itself, name, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    return new PathCursor(directory(directory));
  }

  @Override
  public Reading read(VirtualPath file) throws IOException {
    Path real = real(file);
    FileFacts facts = PathFacts.of(real, file.name().orElse(""), LinkOption.NOFOLLOW_LINKS);
    if (!facts.isFile()) {
      throw new NotAFileException(file.toString(), "it is not a plain file");
    }
    return new Reading(
        FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), facts);
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    Path real = real(path);
    switch (amendment) {
      case Amendment.Modified(var time) -> Files.setLastModifiedTime(real, FileTime.from(time));
      case Amendment.Created(var time) -> {
        if (!settable().contains(Fact.CREATE)) {
          throw new AccessDeniedException(path.toString(), null, "no time of creation here");
        }
        Files.setAttribute(real, "creationTime", FileTime.from(time));
      }
      case Amendment.Mode(int bits) -> {
        if (!PathFacts.hasPermissions(real)) {
          throw new AccessDeniedException(path.toString(), null, "no permission bits here");
        }
        Files.setPosixFilePermissions(real, PathFacts.permissions(bits));
      }
    }
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    return Files.getFileStore(real(path)).getUsableSpace();
  }

  @Override
  public VirtualPath linkFree(VirtualPath directory) throws IOException {
    if (symlinks == Symlinks.NONE) {
      throw new AccessDeniedException(directory.toString(), null, "links are not followed");
    }
    return virtual(directory(directory));
  }

  /// On the disk of a UNIX system Java takes a time of creation and forgets it.
  @Override
  public Set<Fact> settable() {
    var settable = EnumSet.of(Fact.MODIFY);
    if (!PathNames.isOctets(root.getFileSystem())) {
      settable.add(Fact.CREATE);
    }
    if (PathFacts.hasPermissions(root)) {
      settable.add(Fact.UNIX_MODE);
    }
    return settable;
  }

  @Override
  public OptionalInt umask() {
    return PathFacts.hasPermissions(root) ? OptionalInt.of(UMASK) : OptionalInt.empty();
  }

  @Override
  public void close() {}
}
