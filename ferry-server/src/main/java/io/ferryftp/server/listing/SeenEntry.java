package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;

/// An entry that outlives the step of the cursor that stood on it.
final class SeenEntry {
  final FileFacts facts;

  /// Those of its name.
  final byte[] octets;

  /// Looks at the current entry; fails as [DirectoryCursor#facts] does.
  SeenEntry(DirectoryCursor cursor) throws IOException {
    facts = cursor.facts();
    octets = new byte[cursor.octets().remaining()];
    cursor.octets().get(cursor.octets().position(), octets);
  }
}
