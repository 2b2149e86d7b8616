package io.ferryftp.server.session;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A tree in memory, just enough for handlers: what is in it is what a test has put there.
final class MemoryTree implements FileTree {
  static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07Z");

  private final TreeMap<VirtualPath, byte[]> files = new TreeMap<>();
  private final TreeMap<VirtualPath, Integer> directories = new TreeMap<>();

  MemoryTree() {
    directories.put(VirtualPath.ROOT, 0755);
  }

  MemoryTree with(String path, String content) {
    files.put(VirtualPath.of(path), content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  MemoryTree withDirectory(String path) {
    directories.put(VirtualPath.of(path), 0755);
    return this;
  }

  Optional<String> content(String path) {
    return Optional.ofNullable(files.get(VirtualPath.of(path)))
        .map(octets -> new String(octets, StandardCharsets.UTF_8));
  }

  boolean has(String path) {
    return files.containsKey(VirtualPath.of(path)) || directories.containsKey(VirtualPath.of(path));
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    String name = path.name().orElse("");
    byte[] content = files.get(path);
    if (content != null) {
      return new FileFacts(
          name, FileType.FILE, content.length, MODIFIED, 0644, Optional.empty(), Optional.empty());
    }
    Integer mode = directories.get(path);
    if (mode == null) {
      throw new NoSuchFileException(path.toString());
    }
    return new FileFacts(
        name, FileType.DIRECTORY, 0, MODIFIED, mode, Optional.empty(), Optional.empty());
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    if (!facts(directory, LinkHandling.FOLLOW).isDirectory()) {
      throw new NotDirectoryException(directory.toString());
    }
    Iterator<VirtualPath> entries = children(directory).iterator();
    return new DirectoryCursor() {
      private VirtualPath current = directory;

      @Override
      public boolean next() {
        boolean more = entries.hasNext();
        current = more ? entries.next() : current;
        return more;
      }

      @Override
      public String name() {
        return current.name().orElseThrow();
      }

      @Override
      public FileFacts facts() throws IOException {
        return MemoryTree.this.facts(current, LinkHandling.ITSELF);
      }

      @Override
      public void close() {}
    };
  }

  private List<VirtualPath> children(VirtualPath directory) {
    var all = new TreeMap<VirtualPath, Object>(files);
    all.putAll(directories);
    return all.keySet().stream()
        .filter(path -> !path.isRoot() && path.parent().equals(directory))
        .toList();
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    FileFacts facts = facts(file, LinkHandling.FOLLOW);
    byte[] content = files.get(file);
    if (content == null) {
      throw new NotAFileException(file.toString(), "a directory");
    }
    if (offset > content.length) {
      throw new OffsetBeyondEndException(file.toString(), "short");
    }
    var rest = new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
    return new OpenFile(Channels.newChannel(rest), facts);
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) throws IOException {
    if (directories.containsKey(file) && !(placement instanceof Placement.Unique)) {
      throw new NotAFileException(file.toString(), "a directory");
    }
    if (!directories.containsKey(file.parent())) {
      throw new NoSuchFileException(file.parent().toString());
    }
    byte[] old = files.getOrDefault(file, new byte[0]);
    var content = new ByteArrayOutputStream();
    switch (placement) {
      case Placement.Append _ -> content.writeBytes(old);
      case Placement.ResumeAt(var offset) when offset > old.length ->
          throw new OffsetBeyondEndException(file.toString(), "short");
      case Placement.ResumeAt(var offset) -> content.write(old, 0, (int) offset);
      case Placement.Within(var first, _) when first >= old.length ->
          throw new OffsetBeyondEndException(file.toString(), "short");
      case Placement.Within _ -> content.writeBytes(old);
      case Placement.Replace _, Placement.Unique _ -> {}
    }
    return new MemoryUpload(
        placement instanceof Placement.Unique ? file.parent().child("unique") : file, content);
  }

  private final class MemoryUpload implements Upload {
    private final VirtualPath path;
    private final ByteArrayOutputStream content;
    private boolean open = true;

    MemoryUpload(VirtualPath path, ByteArrayOutputStream content) {
      this.path = path;
      this.content = content;
    }

    @Override
    public VirtualPath path() {
      return path;
    }

    @Override
    public long size() {
      return content.size();
    }

    @Override
    public int write(ByteBuffer octets) {
      var chunk = new byte[octets.remaining()];
      octets.get(chunk);
      content.writeBytes(chunk);
      return chunk.length;
    }

    @Override
    public void commit() {
      files.put(path, content.toByteArray());
    }

    @Override
    public void suspend() {
      open = false;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    if (has(directory.toString())) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    directories.put(directory, 0755);
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    if (directories.containsKey(file)) {
      throw new NotAFileException(file.toString(), "a directory");
    }
    if (files.remove(file) == null) {
      throw new NoSuchFileException(file.toString());
    }
  }

  @Override
  public void deleteDirectory(VirtualPath directory) throws IOException {
    if (!children(directory).isEmpty()) {
      throw new DirectoryNotEmptyException(directory.toString());
    }
    if (directories.remove(directory) == null) {
      throw new NoSuchFileException(directory.toString());
    }
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) throws IOException {
    byte[] content = files.remove(from);
    if (content == null) {
      throw new NoSuchFileException(from.toString());
    }
    files.put(to, content);
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    facts(path, LinkHandling.FOLLOW);
  }

  @Override
  public long usableSpace(VirtualPath path) {
    return Long.MAX_VALUE;
  }
}
