package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.listing.ShownName;
import java.io.IOException;
import java.util.Optional;

/// The pathnames of all entries of a directory and below it, in the order of a [Descent]: no
/// headers, no blank lines, each usable as an argument.
final class RecursiveNames implements Lines {
  private final Descent descent;

  RecursiveNames(Descent descent) {
    this.descent = descent;
  }

  @Override
  public Optional<String> next() throws IOException {
    do {
      Optional<FileFacts> entry = descent.next();
      if (entry.isPresent()) {
        return entry.map(facts -> ShownName.of(descent.prefix() + facts.name()));
      }
    } while (descent.enter());
    return Optional.empty();
  }

  @Override
  public Optional<String> remark() {
    return descent.remark();
  }

  @Override
  public void close() throws IOException {
    descent.close();
  }
}
