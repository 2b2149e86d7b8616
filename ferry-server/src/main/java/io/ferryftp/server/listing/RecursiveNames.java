package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.listing.ShownName;
import io.ferryftp.protocol.text.OctetLine;
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
  public boolean next(OctetLine line) throws IOException {
    do {
      Optional<FactsView> entry = descent.next();
      if (entry.isPresent()) {
        line.text(ShownName.of(descent.prefix() + entry.get().name()));
        return true;
      }
    } while (descent.enter());
    return false;
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
