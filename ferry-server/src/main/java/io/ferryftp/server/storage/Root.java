package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.LinkHandling;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalInt;
import java.util.Set;

/// The top directory of a tree on disk, and the only way from a path to a file: nothing that it
/// opens lies outside. It knows directories and names, and nothing of uploads or clients.
interface Root extends Closeable {
  /// Where a path's last name belongs: its directory, open, and the name in it. With
  /// [LinkHandling#FOLLOW] a link in the last name has been followed, so that the name is that of
  /// its target, which may be missing.
  ///
  /// @throws java.nio.file.AccessDeniedException if the path is the root, which is in no directory
  Spot spot(VirtualPath path, LinkHandling links) throws IOException;

  /// A directory, open.
  Folder folder(VirtualPath directory) throws IOException;

  FileFacts facts(VirtualPath path, LinkHandling links) throws IOException;

  /// Every entry but `.` and `..`, temporary files too.
  DirectoryCursor list(VirtualPath directory) throws IOException;

  /// Opens a plain file for reading and never waits for a pipe.
  ///
  /// @throws io.ferryftp.storage.NotAFileException if it is not a plain file
  Reading read(VirtualPath file) throws IOException;

  void amend(VirtualPath path, Amendment amendment) throws IOException;

  long usableSpace(VirtualPath path) throws IOException;

  /// The path without links of a directory that is there, from which a link's target is counted.
  ///
  /// @throws java.nio.file.AccessDeniedException if no link is followed here
  VirtualPath linkFree(VirtualPath directory) throws IOException;

  /// The facts that [#amend] can change.
  Set<Fact> settable();

  /// The permission bits that new files and directories lack; empty where there are none.
  OptionalInt umask();

  /// A plain file, open for reading, and the facts of the very file.
  record Reading(SeekableByteChannel channel, FileFacts facts) {}

  /// A name in a directory that is open.
  ///
  /// @param directory the path that led to the directory
  record Spot(Folder folder, VirtualPath directory, String name) implements Closeable {
    @Override
    public void close() throws IOException {
      folder.close();
    }
  }
}
