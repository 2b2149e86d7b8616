package io.ferryftp.server.blocking;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.storage.FileTree;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;

/// An account's guarded tree behind the seam of its storage: there is no way to the tree but a call
/// that may hang without harm.
public final class GuardedFiles {
  private final FileTree tree;
  private final StorageCalls calls;

  public GuardedFiles(FileTree tree, StorageCalls calls) {
    this.tree = tree;
    this.calls = calls;
  }

  /// A step of work on a tree.
  @FunctionalInterface
  public interface Work<T> {
    T on(FileTree tree) throws IOException;
  }

  /// The same files, with other permission bits that new ones lack, see [FileTree#withUmask].
  public GuardedFiles withUmask(int umask) throws IOException {
    return new GuardedFiles(calls.call(() -> tree.withUmask(umask)), calls);
  }

  /// What can be changed here, see [FileTree#settable].
  public Set<Fact> settable() {
    return tree.settable();
  }

  /// What new files lack, see [FileTree#umask].
  public OptionalInt umask() {
    return tree.umask();
  }

  /// Does the work, see [StorageCalls#call].
  public <T> T call(Work<T> work) throws IOException {
    return calls.call(() -> work.on(tree));
  }
}
