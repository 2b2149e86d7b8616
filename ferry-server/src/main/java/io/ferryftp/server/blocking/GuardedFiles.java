package io.ferryftp.server.blocking;

import io.ferryftp.storage.FileTree;
import java.io.IOException;

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

  /// Does the work, see [StorageCalls#call].
  public <T> T call(Work<T> work) throws IOException {
    return calls.call(() -> work.on(tree));
  }
}
