package io.ferryftp.testkit;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// One account's view of a home in memory.
final class MemoryTree implements FileTree {
  private static final int NEW_FILE = 0666;
  private static final int NEW_DIRECTORY = 0777;
  private static final int USUAL_UMASK = 022;

  private final MemoryDisk disk;
  private final MemoryHome home;
  private final String account;
  private final int umask;

  MemoryTree(MemoryDisk disk, MemoryDirectory root, String account) {
    this(disk, new MemoryHome(root), account, USUAL_UMASK);
  }

  private MemoryTree(MemoryDisk disk, MemoryHome home, String account, int umask) {
    this.disk = disk;
    this.home = home;
    this.account = account;
    this.umask = umask;
  }

  private KeptUploads.Key key(MemoryDirectory directory, VirtualPath path) {
    return new KeptUploads.Key(directory, account, path.name().orElseThrow());
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    MemoryNames.requireVisible(path);
    return disk.step(() -> {
      String name = path.name().orElse("");
      Optional<MemoryNode> committed = home.find(path);
      if (committed.isPresent()) {
        return committed.get().facts(name);
      }
      return disk.kept()
          .find(key(home.holder(path), path))
          .filter(upload -> !upload.at().isBefore(disk.oldest()))
          .orElseThrow(() -> new NoSuchFileException(path.toString()))
          .file()
          .facts(name);
    });
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    MemoryNames.requireVisible(directory);
    return disk.step(() -> new MemoryCursor(disk, home.directory(directory)));
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    MemoryNames.requireVisible(file);
    return disk.step(() -> {
      MemoryFile found = requireFile(file, home.node(file));
      requireReached(file, offset, found.size());
      return new OpenFile(
          new MemoryChannel(disk, found.octets(), offset), found.facts(file.name().orElseThrow()));
    });
  }

  private static MemoryFile requireFile(VirtualPath path, MemoryNode node)
      throws NotAFileException {
    return switch (node) {
      case MemoryFile file -> file;
      case MemoryDirectory _ -> throw new NotAFileException(path.toString(), "it is a directory");
    };
  }

  private static void requireReached(VirtualPath path, long offset, long size)
      throws OffsetBeyondEndException {
    if (offset > size) {
      throw new OffsetBeyondEndException(path.toString(), "the file is shorter");
    }
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) throws IOException {
    if (placement instanceof Placement.Unique) {
      MemoryNames.requireVisible(file);
      return disk.step(() -> unique(file));
    }
    MemoryNames.requireFree(file);
    if (file.isRoot()) {
      throw new NotAFileException("/", "it is a directory");
    }
    return disk.step(() -> begin(file, placement));
  }

  private Upload begin(VirtualPath file, Placement placement) throws IOException {
    MemoryDirectory directory = home.holder(file);
    Optional<MemoryNode> node = directory.find(file.name().orElseThrow());
    OptionalLong old =
        node.isPresent()
            ? OptionalLong.of(requireFile(file, node.get()).size())
            : OptionalLong.empty();
    return switch (placement) {
      case Placement.Append() ->
          old.isPresent()
              ? inPlace(directory, file, InPlaceUpload.Writing.AT_END, old.getAsLong())
              : resumed(directory, file, OptionalLong.empty());
      case Placement.ResumeAt(long offset) when offset > 0 -> {
        if (old.isEmpty()) {
          yield resumed(directory, file, OptionalLong.of(offset));
        }
        requireReached(file, offset, old.getAsLong());
        yield inPlace(directory, file, InPlaceUpload.Writing.ANYWHERE, offset);
      }
      case Placement.Within(long first, long last) -> {
        long size = old.orElseThrow(() -> new NoSuchFileException(file.toString()));
        requireReached(file, first, size - 1);
        yield new PieceUpload(disk, directory, file, first, Math.min(last, size - 1) - first + 1);
      }
      // From the very beginning nothing is to be kept, so the old file can stay whole.
      case Placement.ResumeAt _, Placement.Replace _, Placement.Unique _ ->
          whole(directory, file, WholeUpload.Ending.REPLACE, Optional.empty(), 0);
    };
  }

  private Upload inPlace(
      MemoryDirectory directory, VirtualPath file, InPlaceUpload.Writing writing, long length) {
    return new InPlaceUpload(disk, directory, file, writing, length);
  }

  private Upload whole(
      MemoryDirectory directory,
      VirtualPath file,
      WholeUpload.Ending ending,
      Optional<KeptUploads.Kept> resumed,
      long length) {
    return new WholeUpload(
        disk, file, key(directory, file), ending, resumed, length, NEW_FILE & ~umask);
  }

  /// Continues this account's interrupted upload, if there is one.
  ///
  /// @param offset where; empty: at its end
  private Upload resumed(MemoryDirectory directory, VirtualPath file, OptionalLong offset)
      throws IOException {
    disk.dropExpired();
    KeptUploads.Key key = key(directory, file);
    long length = disk.kept().find(key).map(upload -> upload.file().size()).orElse(0L);
    requireReached(file, offset.orElse(length), length);
    var ending = offset.isPresent() ? WholeUpload.Ending.REPLACE : WholeUpload.Ending.APPEND;
    return whole(directory, file, ending, disk.kept().claim(key), offset.orElse(length));
  }

  private Upload unique(VirtualPath wish) throws IOException {
    boolean inside = home.find(wish).filter(MemoryDirectory.class::isInstance).isPresent();
    VirtualPath directory = inside ? wish : wish.parent();
    VirtualPath path =
        directory.child(MemoryNames.unique(inside ? "file" : wish.name().orElseThrow()));
    return whole(home.directory(directory), path, WholeUpload.Ending.REFUSE, Optional.empty(), 0);
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    MemoryNames.requireFree(directory);
    disk.change(() -> {
      if (home.find(directory).isPresent()) {
        throw new FileAlreadyExistsException(directory.toString());
      }
      MemoryDirectory holder = home.holder(directory);
      MemoryDirectory made = disk.newDirectory(directory.toString());
      made.mode(NEW_DIRECTORY & ~umask);
      holder.put(directory.name().orElseThrow(), made);
    });
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    MemoryNames.requireVisible(file);
    disk.change(() -> {
      MemoryDirectory directory = home.holder(file);
      String name = file.name().orElseThrow();
      Optional<MemoryNode> node = directory.find(name);
      if (node.isPresent()) {
        requireFile(file, node.get());
      }
      Optional<KeptUploads.Kept> kept = disk.kept().claim(key(directory, file));
      if (node.isEmpty() && kept.isEmpty()) {
        throw new NoSuchFileException(file.toString());
      }
      kept.ifPresent(upload -> disk.forget(upload.file()));
      if (node.isPresent()) {
        directory.unlink(name);
        disk.forget(node.get());
      }
    });
  }

  @Override
  public void deleteDirectory(VirtualPath directory) throws IOException {
    MemoryNames.requireVisible(directory);
    disk.change(() -> {
      MemoryDirectory holder = home.holder(directory);
      MemoryDirectory found = home.directory(directory);
      if (!found.isEmpty()) {
        throw new DirectoryNotEmptyException(directory.toString());
      }
      holder.unlink(directory.name().orElseThrow());
      disk.forget(found);
    });
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) throws IOException {
    MemoryNames.requireVisible(from);
    MemoryNames.requireFree(to);
    disk.change(() -> {
      MemoryDirectory source = home.holder(from);
      MemoryDirectory target = home.holder(to);
      MemoryNode node = home.node(from);
      Optional<MemoryNode> old = target.find(to.name().orElseThrow());
      if (from.equals(to) && node instanceof MemoryFile) {
        return;
      }
      if (to.startsWith(from) && !to.equals(from)) {
        throw new NameRejectedException(to.toString(), "a directory cannot move into itself");
      }
      if (old.isPresent() && !(node instanceof MemoryFile && old.get() instanceof MemoryFile)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      source.unlink(from.name().orElseThrow());
      target.put(to.name().orElseThrow(), node);
      old.ifPresent(disk::forget);
    });
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    MemoryNames.requireVisible(path);
    disk.change(() -> home.node(path).amend(amendment));
  }

  @Override
  public FileFacts amend(VirtualPath path, List<Amendment> amendments) throws IOException {
    MemoryNames.requireVisible(path);
    return disk.step(() -> {
      MemoryNode node = home.node(path);
      amendments.forEach(node::amend);
      return node.facts(path.name().orElse(""));
    });
  }

  @Override
  public Set<Fact> settable() {
    return EnumSet.of(Fact.MODIFY, Fact.CREATE, Fact.UNIX_MODE);
  }

  @Override
  public OptionalInt umask() {
    return OptionalInt.of(umask);
  }

  @Override
  public FileTree withUmask(int other) {
    return new MemoryTree(disk, home, account, other);
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    MemoryNames.requireVisible(path);
    return disk.step(() -> {
      home.node(path);
      return disk.free();
    });
  }
}
