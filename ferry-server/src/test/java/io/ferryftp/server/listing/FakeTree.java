package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A tree in memory that counts how it is looked at, and misbehaves where it is told to.
/// Directories keep the order in which their entries were added; crowds are made up entry by entry.
final class FakeTree implements FileTree {
  static final Instant LONG_AGO = Instant.parse("2020-02-03T04:05:06Z");

  private final Map<VirtualPath, FileFacts> nodes = new HashMap<>();
  private final Map<VirtualPath, Map<String, FileFacts>> directories = new HashMap<>();
  private final Map<VirtualPath, Integer> crowds = new HashMap<>();
  private final Map<VirtualPath, VirtualPath> links = new HashMap<>();
  private final Set<VirtualPath> vanished = new HashSet<>();
  private final Set<VirtualPath> unreadable = new HashSet<>();
  private final Map<VirtualPath, Integer> failing = new HashMap<>();

  /// Entries of which facts were asked, and paths, and directories opened, and open now.
  int entryFacts;

  int pathFacts;
  int opened;
  int open;
  int mostOpen;

  FakeTree() {
    put("/", FileType.DIRECTORY, 4096, LONG_AGO, 0755, Optional.empty());
  }

  FakeTree file(String path, int size) {
    return put(path, FileType.FILE, size, LONG_AGO, 0644, Optional.empty());
  }

  FakeTree file(String path, Instant modified) {
    return put(path, FileType.FILE, 0, modified, 0644, Optional.empty());
  }

  FakeTree files(String... paths) {
    for (String path : paths) {
      file(path, 1);
    }
    return this;
  }

  FakeTree directory(String path) {
    return put(path, FileType.DIRECTORY, 4096, LONG_AGO, 0755, Optional.empty());
  }

  FakeTree device(String path) {
    return put(path, FileType.OTHER, 0, LONG_AGO, 0600, Optional.empty());
  }

  /// A link; where it leads is given as text of the link.
  FakeTree link(String path, String target) {
    VirtualPath at = VirtualPath.of(path);
    links.put(at, at.parent().resolve(target));
    return put(path, FileType.LINK, target.length(), LONG_AGO, 0777, Optional.of(target));
  }

  /// A directory of `count` files `f0000001` and so on, last first, that exist only when listed.
  FakeTree crowd(String path, int count) {
    crowds.put(VirtualPath.of(path), count);
    return path.equals("/") ? this : directory(path);
  }

  /// Listed, but gone when looked at.
  FakeTree vanish(String path) {
    vanished.add(VirtualPath.of(path));
    return this;
  }

  FakeTree forbid(String directory) {
    unreadable.add(VirtualPath.of(directory));
    return this;
  }

  /// The cursor of a directory fails behind `entries`.
  FakeTree failBehind(String directory, int entries) {
    failing.put(VirtualPath.of(directory), entries);
    return this;
  }

  private FakeTree put(
      String path,
      FileType type,
      int size,
      Instant modified,
      int mode,
      Optional<String> linkTarget) {
    VirtualPath at = VirtualPath.of(path);
    var facts =
        new FileFacts(
            at.name().orElse(""), type, size, modified, mode, Optional.empty(), linkTarget);
    nodes.put(at, facts);
    if (type == FileType.DIRECTORY) {
      directories.putIfAbsent(at, new LinkedHashMap<>());
    }
    if (!at.isRoot()) {
      Map<String, FileFacts> parent = directories.get(at.parent());
      if (parent == null) {
        throw new IllegalStateException("no directory for " + path);
      }
      parent.put(facts.name(), facts);
    }
    return this;
  }

  /// The path behind all links but perhaps the last.
  private VirtualPath walk(VirtualPath path, LinkHandling last) throws IOException {
    VirtualPath at = VirtualPath.ROOT;
    int follows = 0;
    for (String name : path.names()) {
      at = at.child(name);
      while (links.containsKey(at)
          && (last == LinkHandling.FOLLOW || at.names().size() < path.names().size())) {
        if (++follows > 8) {
          throw new FileSystemException(path.toString(), null, "too many links");
        }
        at = links.getOrDefault(at, at);
      }
    }
    return at;
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling handling) throws IOException {
    pathFacts++;
    FileFacts facts = nodes.get(walk(path, handling));
    if (facts == null || vanished.contains(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return facts;
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    VirtualPath path = walk(directory, LinkHandling.FOLLOW);
    FileFacts facts = nodes.get(path);
    if (facts == null || vanished.contains(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!facts.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    if (unreadable.contains(path)) {
      throw new AccessDeniedException(path.toString());
    }
    opened++;
    open++;
    mostOpen = Math.max(mostOpen, open);
    return new Cursor(path, entries(path));
  }

  private Iterator<FileFacts> entries(VirtualPath path) {
    int count = crowds.getOrDefault(path, 0);
    Stream<FileFacts> made =
        IntStream.range(0, count)
            .mapToObj(i ->
                new FileFacts(
                    String.format("f%07d", count - i),
                    FileType.FILE,
                    i,
                    LONG_AGO,
                    0644,
                    Optional.empty(),
                    Optional.empty()));
    return Stream.concat(directories.getOrDefault(path, Map.of()).values().stream(), made)
        .iterator();
  }

  private final class Cursor implements DirectoryCursor {
    private final VirtualPath path;
    private final Iterator<FileFacts> entries;
    private @Nullable FileFacts current;
    private int passed;
    private boolean closed;

    Cursor(VirtualPath path, Iterator<FileFacts> entries) {
      this.path = path;
      this.entries = entries;
    }

    @Override
    public boolean next() throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      if (failing.getOrDefault(path, Integer.MAX_VALUE) == passed) {
        throw new FileSystemException(path.toString(), null, "broken");
      }
      passed++;
      current = entries.hasNext() ? entries.next() : null;
      return current != null;
    }

    private FileFacts current() {
      if (current == null) {
        throw new IllegalStateException("no current entry");
      }
      return current;
    }

    @Override
    public String name() {
      return current().name();
    }

    @Override
    public FileFacts facts() throws IOException {
      entryFacts++;
      if (vanished.contains(path.child(name()))) {
        throw new NoSuchFileException(name());
      }
      return current();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open--;
      }
    }
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) {
    throw new AssertionError("a listing reads no file");
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) {
    throw new AssertionError("a listing writes nothing");
  }

  @Override
  public void createDirectory(VirtualPath directory) {
    throw new AssertionError("a listing makes nothing");
  }

  @Override
  public void deleteFile(VirtualPath file) {
    throw new AssertionError("a listing deletes nothing");
  }

  @Override
  public void deleteDirectory(VirtualPath directory) {
    throw new AssertionError("a listing deletes nothing");
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) {
    throw new AssertionError("a listing renames nothing");
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) {
    throw new AssertionError("a listing changes nothing");
  }

  @Override
  public long usableSpace(VirtualPath path) {
    throw new AssertionError("a listing needs no space");
  }
}
