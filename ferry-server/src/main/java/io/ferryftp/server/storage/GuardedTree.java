package io.ferryftp.server.storage;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// A tree in which only what is permitted happens: a refusal comes before storage is touched, and
/// new names are names that every client can show.
public final class GuardedTree implements FileTree {
  private static final int NAME_OCTETS = 255;

  private final FileTree tree;
  private final Set<Permission> permissions;

  public GuardedTree(FileTree tree, Set<Permission> permissions) {
    this.tree = tree;
    this.permissions = Set.copyOf(permissions);
  }

  private void require(Permission permission, VirtualPath path) throws AccessDeniedException {
    if (!permissions.contains(permission)) {
      throw new AccessDeniedException(path.toString(), null, "not permitted");
    }
  }

  /// Lets an odd name pass if something has it already, whoever made it.
  private void requireFitOrKnown(VirtualPath path) throws IOException {
    String name = path.name().orElse("");
    if (!isFit(name) && !exists(path)) {
      throw rejected(path);
    }
  }

  private static void requireFit(VirtualPath path) throws NameRejectedException {
    if (!isFit(path.name().orElse(""))) {
      throw rejected(path);
    }
  }

  private static NameRejectedException rejected(VirtualPath path) {
    return new NameRejectedException(
        path.toString(), "a new name is UTF-8, at most 255 octets, without control characters");
  }

  private static boolean isFit(String name) {
    return WireText.isUnicode(name)
        && !WireText.hasControl(name)
        && name.chars().noneMatch(GuardedTree::turnsText)
        && WireText.encode(name).length <= NAME_OCTETS;
  }

  /// Embeddings, overrides and isolates of the bidirectional algorithm: they let a name look like
  /// another.
  private static boolean turnsText(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private boolean exists(VirtualPath path) throws IOException {
    try {
      return tree.facts(path, LinkHandling.ITSELF).name().equals(path.name().orElse(""));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    require(Permission.LIST, path);
    return tree.facts(path, links);
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    require(Permission.LIST, directory);
    return tree.list(directory);
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    require(Permission.READ, file);
    return tree.read(file, offset);
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) throws IOException {
    require(Permission.WRITE, file);
    requireFitOrKnown(file);
    return tree.write(file, placement);
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    require(Permission.CREATE_DIRECTORY, directory);
    requireFit(directory);
    tree.createDirectory(directory);
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    require(Permission.DELETE, file);
    tree.deleteFile(file);
  }

  @Override
  public void deleteDirectory(VirtualPath directory) throws IOException {
    require(Permission.DELETE, directory);
    tree.deleteDirectory(directory);
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) throws IOException {
    require(Permission.RENAME, from);
    requireFitOrKnown(to);
    tree.rename(from, to);
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    require(Permission.AMEND, path);
    tree.amend(path, amendment);
  }

  @Override
  public FileFacts amend(VirtualPath path, List<Amendment> amendments) throws IOException {
    require(Permission.AMEND, path);
    return tree.amend(path, amendments);
  }

  @Override
  public void createSymbolicLink(VirtualPath link, VirtualPath target) throws IOException {
    require(Permission.WRITE, link);
    // The refusal of a target that is missing tells which others are there.
    require(Permission.LIST, target);
    requireFit(link);
    tree.createSymbolicLink(link, target);
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
    require(Permission.AMEND, VirtualPath.ROOT);
    return new GuardedTree(tree.withUmask(umask), permissions);
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    require(Permission.WRITE, path);
    return tree.usableSpace(path);
  }
}
