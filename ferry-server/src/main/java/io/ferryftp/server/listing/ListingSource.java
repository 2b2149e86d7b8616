package io.ferryftp.server.listing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A listing on its way out, as octets for a data connection; it is read once, by one thread.
///
/// It holds a directory open until it is closed. What had to be refused was refused before it
/// existed: an exception from [#fill] means that storage failed in the middle.
public interface ListingSource extends Closeable {
  /// Appends whole lines, each with its CR LF, as long as they fit, and says whether there is more
  /// to come. False means that the listing is complete with what is now in the buffer. It may add
  /// nothing yet, when the first line needs a long look at the directory.
  ///
  /// A line that is longer than a whole empty buffer is continued by the next call, so any buffer
  /// will do; one of 64 KiB never meets such a line in practice.
  ///
  /// @param out with room behind its position
  boolean fill(ByteBuffer out) throws IOException;

  /// What the final reply should add, in words fit for a client, when the listing does not show
  /// everything; known once [#fill] has returned false.
  Optional<String> remark();
}
