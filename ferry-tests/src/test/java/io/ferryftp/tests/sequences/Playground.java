package io.ferryftp.tests.sequences;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The files of one account, as they truly are.
interface Playground {
  /// Makes the files these and no others.
  ///
  /// @param tree contents by path; empty for directories
  void reset(Map<String, Optional<String>> tree) throws IOException;

  /// Whether there can be symbolic links.
  boolean hasLinks();

  /// What is there, but the root; links as `path -> target`, empty.
  Map<String, Optional<String>> contents() throws IOException;
}
