package io.ferryftp.server.listing;

import io.ferryftp.protocol.text.OctetLine;
import java.util.Optional;

/// A listing of one line, for a path that is no directory.
final class SingleLine implements Lines {
  private Optional<String> line;

  SingleLine(String line) {
    this.line = Optional.of(line);
  }

  @Override
  public boolean next(OctetLine out) {
    boolean present = line.isPresent();
    line.ifPresent(out::text);
    line = Optional.empty();
    return present;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
