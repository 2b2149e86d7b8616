package io.ferryftp.server.listing;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// The lines of a listing one by one, without line ends, each safe to be put on the wire.
interface Lines extends Closeable {
  /// The next line; empty behind the last, and from then on.
  Optional<String> next() throws IOException;

  /// What is not shown and why, once the last line is out; empty when all was shown.
  default Optional<String> remark() {
    return Optional.empty();
  }
}
