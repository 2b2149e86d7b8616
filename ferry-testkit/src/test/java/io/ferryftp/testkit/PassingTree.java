package io.ferryftp.testkit;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.Set;

/// Passes everything on to another tree, for trees that do one thing otherwise.
class PassingTree implements FileTree {
  private final FileTree tree;

  PassingTree(FileTree tree) {
    this.tree = tree;
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    return tree.facts(path, links);
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    return tree.list(directory);
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    return tree.read(file, offset);
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) throws IOException {
    return tree.write(file, placement);
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    tree.createDirectory(directory);
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    tree.deleteFile(file);
  }

  @Override
  public void deleteDirectory(VirtualPath directory) throws IOException {
    tree.deleteDirectory(directory);
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) throws IOException {
    tree.rename(from, to);
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    tree.amend(path, amendment);
  }

  @Override
  public Set<Fact> settable() {
    return tree.settable();
  }

  @Override
  public OptionalInt umask() {
    return tree.umask();
  }

  @Override
  public FileTree withUmask(int umask) throws IOException {
    return new PassingTree(tree.withUmask(umask));
  }

  @Override
  public void createSymbolicLink(VirtualPath link, VirtualPath target) throws IOException {
    tree.createSymbolicLink(link, target);
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    return tree.usableSpace(path);
  }

  /// Passes everything on to another upload.
  static class PassingUpload implements Upload {
    private final Upload upload;

    PassingUpload(Upload upload) {
      this.upload = upload;
    }

    @Override
    public VirtualPath path() {
      return upload.path();
    }

    @Override
    public long size() {
      return upload.size();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return upload.write(source);
    }

    @Override
    public void commit() throws IOException {
      upload.commit();
    }

    @Override
    public void suspend() throws IOException {
      upload.suspend();
    }

    @Override
    public boolean isOpen() {
      return upload.isOpen();
    }

    @Override
    public void close() throws IOException {
      upload.close();
    }
  }
}
