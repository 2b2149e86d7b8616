package io.ferryftp.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;

/// A tree of files as one account sees it: about ten operations over paths that cannot escape.
///
/// Failures are the exceptions of `java.nio.file` ([java.nio.file.NoSuchFileException],
/// [java.nio.file.AccessDeniedException], [java.nio.file.FileAlreadyExistsException],
/// [java.nio.file.DirectoryNotEmptyException], [java.nio.file.NotDirectoryException], …) and the
/// few of this package; any other `IOException` means that storage itself failed. Storage knows no
/// reply codes. Calls block, may be made by many threads at once, and hold no resource after they
/// returned, but for what they return.
public interface FileTree {
  /// The facts of a path.
  ///
  /// A path without a committed file, for which *this account* left an interrupted upload, answers
  /// with the facts of that upload, so that a client can learn where to resume.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is nothing, or only another account's
  ///   interrupted upload
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
  /// @throws OffsetBeyondEndException if the placement resumes behind the end
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

  /// Changes facts of a file or directory.
  void amend(VirtualPath path, Amendment amendment) throws IOException;

  /// The octets that could still be stored below this path.
  long usableSpace(VirtualPath path) throws IOException;
}
