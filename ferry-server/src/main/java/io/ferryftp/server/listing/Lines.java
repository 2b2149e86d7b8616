package io.ferryftp.server.listing;

import io.ferryftp.protocol.text.OctetLine;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// The lines of a listing one by one, without line ends, each safe to be put on the wire.
interface Lines extends Closeable {
  /// Does some of what must be done before the first line can go out, and says whether that was
  /// all: a long search is made in steps, so that no call takes long.
  default boolean prepare() throws IOException {
    return true;
  }

  /// Adds the next line to an empty one; false behind the last, and from then on.
  boolean next(OctetLine line) throws IOException;

  /// What is not shown and why, once the last line is out; empty when all was shown.
  default Optional<String> remark() {
    return Optional.empty();
  }
}
