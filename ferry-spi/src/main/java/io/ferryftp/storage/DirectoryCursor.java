package io.ferryftp.storage;

import io.ferryftp.protocol.file.FileFacts;
import java.io.Closeable;
import java.io.IOException;

/// One pass over the entries of a directory. Facts are looked up only when asked for: a list of
/// names costs no look at the files.
public interface DirectoryCursor extends Closeable {
  /// Steps to the next entry; false behind the last.
  boolean next() throws IOException;

  /// The name of the current entry.
  String name();

  /// The facts of the current entry, of a link itself.
  ///
  /// @throws java.nio.file.NoSuchFileException if it has vanished since it was listed
  FileFacts facts() throws IOException;
}
