package io.ferryftp.storage;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.text.WireText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

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

  /// The octets of [#name], from position to limit, which are left as they are. They may be those
  /// of the next entry after the next step: storage that has octets need not make a text of each.
  default ByteBuffer octets() {
    return ByteBuffer.wrap(WireText.encode(name()));
  }

  /// What [#facts] says and fails with, to be read before the next step: storage need not make a
  /// record of each entry.
  default FactsView view() throws IOException {
    return facts();
  }
}
