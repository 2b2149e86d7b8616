package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.OptionalInt;

/// An open directory. Everything is done to one name in it and follows no link.
interface Folder extends Closeable {
  /// What to do about an entry that has the name already.
  enum Existing {
    REPLACE,
    REFUSE
  }

  /// Where writing begins.
  enum Writing {
    /// Wherever the position is set.
    ANYWHERE,
    /// Always at the end, also when others write at the same time.
    AT_END
  }

  /// The same for two paths that lead to the same directory, while this process runs.
  String identity();

  /// The facts of an entry, of a link itself; empty if there is none.
  Optional<FileFacts> find(String name) throws IOException;

  /// Checks that names can be made and removed here, and, if changes are to be durable, made so.
  void requireWritable(Durability durability) throws IOException;

  /// Checks that the file may be written.
  void requireWritable(String name) throws IOException;

  /// Makes a file that only its owner may touch.
  WritableFile create(String name) throws IOException;

  /// Opens a plain file for writing.
  WritableFile open(String name, Writing writing) throws IOException;

  /// Opens a plain file for reading.
  ReadableByteChannel read(String name) throws IOException;

  /// Makes a directory.
  ///
  /// @param mode its permission bits; empty: what the process's umask leaves of `0777`
  void createDirectory(String name, OptionalInt mode) throws IOException;

  /// Makes a link with this text as its target, whatever that means.
  void createSymbolicLink(String name, String target) throws IOException;

  void deleteFile(String name) throws IOException;

  void deleteDirectory(String name) throws IOException;

  /// Renames in one step.
  void rename(String name, Folder to, String newName, Existing existing) throws IOException;

  /// Makes all changes of names in this directory durable.
  void force() throws IOException;
}
