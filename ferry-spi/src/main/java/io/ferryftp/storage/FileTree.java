package io.ferryftp.storage;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// A tree of files as one account sees it: some operations over paths that cannot escape.
///
/// Failures are the exceptions of `java.nio.file` ([NoSuchFileException], [AccessDeniedException],
/// [java.nio.file.FileAlreadyExistsException], [java.nio.file.DirectoryNotEmptyException],
/// [java.nio.file.NotDirectoryException], …) and the few of this package; any other `IOException`
/// means that storage itself failed. Storage knows no reply codes. Calls block, may be made by many
/// threads at once, and hold no resource after they returned, but for what they return.
public interface FileTree {
  /// The facts of a path.
  ///
  /// A path without a committed file, for which *this account* left an interrupted upload, answers
  /// with the facts of that upload, so that a client can learn where to resume.
  ///
  /// @throws NoSuchFileException if there is nothing, or only another account's interrupted upload
  FileFacts facts(VirtualPath path, LinkHandling links) throws IOException;

  /// Opens a directory for one pass over its entries, in no particular order; without `.`, `..`,
  /// temporary names and interrupted uploads; a link in the last name is followed. Memory does not
  /// grow with the directory.
  DirectoryCursor list(VirtualPath directory) throws IOException;

  /// Opens a file for reading from `offset` on, in octets.
  ///
  /// @throws OffsetBeyondEndException if the file is shorter than `offset`
  /// @throws NotAFileException if the path names a directory or a device
  OpenFile read(VirtualPath file, long offset) throws IOException;

  /// Prepares an upload: everything that can be refused is refused now, and nothing is changed in
  /// storage before the upload's first `write` or its `commit`.
  ///
  /// @throws OffsetBeyondEndException if the placement resumes behind the end, or its piece does
  ///   not begin before it
  /// @throws java.nio.file.NoSuchFileException if there is no file that a piece could be of
  /// @throws NotAFileException if the path names a directory or a device
  Upload write(VirtualPath file, Placement placement) throws IOException;

  /// Makes a directory; it is durable when the call returns, as are all changes of names.
  void createDirectory(VirtualPath directory) throws IOException;

  /// Removes a file, or a link itself.
  void deleteFile(VirtualPath file) throws IOException;

  /// Removes an empty directory.
  void deleteDirectory(VirtualPath directory) throws IOException;

  /// Renames a file, a link itself or a directory in one step; an existing file at `to` is
  /// replaced.
  void rename(VirtualPath from, VirtualPath to) throws IOException;

  /// Makes a link to a path of this tree, whose target nobody can lead outside: what is linked to
  /// must be there, and reached without leaving the tree. Storage that has no links refuses.
  ///
  /// @throws NoSuchFileException if nothing is at the target
  /// @throws AccessDeniedException if there are no links here, or none are followed
  default void createSymbolicLink(VirtualPath link, VirtualPath target) throws IOException {
    throw new AccessDeniedException(link.toString(), null, "there are no links here");
  }

  /// Changes a fact of a file or directory.
  ///
  /// @throws AccessDeniedException for a fact that [#settable] does not name
  void amend(VirtualPath path, Amendment amendment) throws IOException;

  /// Changes facts of a file or directory, all of them or none, and tells what they are then.
  ///
  /// This takes back what has been changed when one change fails, or the look at what came of it.
  /// Storage that can make them in one step does better.
  default FileFacts amend(VirtualPath path, List<Amendment> amendments) throws IOException {
    FileFacts before = facts(path, LinkHandling.FOLLOW);
    int changed = 0;
    try {
      for (Amendment amendment : amendments) {
        amend(path, amendment);
        changed++;
      }
      return facts(path, LinkHandling.FOLLOW);
    } catch (IOException | RuntimeException | Error e) {
      for (Amendment done : amendments.subList(0, changed)) {
        try {
          amend(path, done.reverse(before));
        } catch (IOException | RuntimeException unreversed) {
          e.addSuppressed(unreversed);
        }
      }
      throw e;
    }
  }

  /// The facts that [#amend] can change here; asks nothing of storage.
  default Set<Fact> settable() {
    return EnumSet.of(Fact.MODIFY, Fact.UNIX_MODE);
  }

  /// The permission bits that new files and directories lack, `0` to `0777`; empty if storage does
  /// not let anybody choose them. Asks nothing of storage.
  default OptionalInt umask() {
    return OptionalInt.empty();
  }

  /// The same tree with other bits that new files and directories lack. A file that is replaced
  /// keeps its own bits all the same.
  ///
  /// @param umask `0` to `0777`
  /// @throws AccessDeniedException if nobody may choose them here
  default FileTree withUmask(int umask) throws IOException {
    throw new AccessDeniedException("/", null, "permission bits cannot be chosen here");
  }

  /// The octets that could still be stored below this path.
  long usableSpace(VirtualPath path) throws IOException;
}
