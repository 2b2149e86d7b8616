package io.ferryftp.testkit;

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
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.OptionalLong;

/// One account's view of a home in memory.
final class MemoryTree implements FileTree {
  private final MemoryDisk disk;
  private final MemoryDirectory root;
  private final String account;

  MemoryTree(MemoryDisk disk, MemoryDirectory root, String account) {
    this.disk = disk;
    this.root = root;
    this.account = account;
  }

  private Optional<MemoryNode> find(VirtualPath path) throws IOException {
    return path.isRoot() ? Optional.of(root) : holder(path).find(path.name().orElseThrow());
  }

  private MemoryNode node(VirtualPath path) throws IOException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  /// The directory that a name is in, or would be.
  private MemoryDirectory holder(VirtualPath path) throws IOException {
    if (path.isRoot()) {
      throw new AccessDeniedException("/");
    }
    return directory(path.parent());
  }

  private MemoryDirectory directory(VirtualPath path) throws IOException {
    MemoryDirectory at = root;
    for (String name : path.names()) {
      at =
          switch (at.find(name).orElseThrow(() -> new NoSuchFileException(path.toString()))) {
            case MemoryDirectory next -> next;
            case MemoryFile _ -> throw new NotDirectoryException(path.toString());
          };
    }
    return at;
  }

  private KeptUploads.Key key(MemoryDirectory directory, VirtualPath path) {
    return new KeptUploads.Key(directory, account, path.name().orElseThrow());
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    MemoryNames.requireVisible(path);
    return disk.step(() -> {
      String name = path.name().orElse("");
      Optional<MemoryNode> committed = find(path);
      if (committed.isPresent()) {
        return committed.get().facts(name);
      }
      return disk.kept()
          .find(key(holder(path), path))
          .filter(upload -> !upload.at().isBefore(disk.oldest()))
          .orElseThrow(() -> new NoSuchFileException(path.toString()))
          .file()
          .facts(name);
    });
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    MemoryNames.requireVisible(directory);
    return disk.step(() -> new MemoryCursor(disk, directory(directory)));
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    MemoryNames.requireVisible(file);
    return disk.step(() -> {
      MemoryFile found = requireFile(file, node(file));
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
    MemoryDirectory directory = holder(file);
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
    return new WholeUpload(disk, file, key(directory, file), ending, resumed, length);
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
    boolean inside = find(wish).filter(MemoryDirectory.class::isInstance).isPresent();
    VirtualPath directory = inside ? wish : wish.parent();
    VirtualPath path =
        directory.child(MemoryNames.unique(inside ? "file" : wish.name().orElseThrow()));
    return whole(directory(directory), path, WholeUpload.Ending.REFUSE, Optional.empty(), 0);
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    MemoryNames.requireFree(directory);
    disk.change(() -> {
      if (find(directory).isPresent()) {
        throw new FileAlreadyExistsException(directory.toString());
      }
      holder(directory)
          .put(directory.name().orElseThrow(), disk.newDirectory(directory.toString()));
    });
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    MemoryNames.requireVisible(file);
    disk.change(() -> {
      MemoryDirectory directory = holder(file);
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
      MemoryDirectory holder = holder(directory);
      MemoryDirectory found = directory(directory);
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
      MemoryDirectory source = holder(from);
      MemoryDirectory target = holder(to);
      MemoryNode node = node(from);
      Optional<MemoryNode> old = target.find(to.name().orElseThrow());
      if (from.equals(to) && node instanceof MemoryFile) {
        return;
      }
      if (old.isPresent() && !(node instanceof MemoryFile && old.get() instanceof MemoryFile)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      if (to.startsWith(from)) {
        throw new NameRejectedException(to.toString(), "a directory cannot move into itself");
      }
      source.unlink(from.name().orElseThrow());
      target.put(to.name().orElseThrow(), node);
      old.ifPresent(disk::forget);
    });
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    MemoryNames.requireVisible(path);
    disk.change(() -> {
      MemoryNode node = node(path);
      switch (amendment) {
        case Amendment.Modified(var time) -> node.modified(time);
        case Amendment.Mode(int bits) -> node.mode(bits);
      }
    });
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    MemoryNames.requireVisible(path);
    return disk.step(() -> {
      node(path);
      return disk.free();
    });
  }
}
