package io.ferryftp.server.listing;

import java.util.Optional;

/// A listing of one line, for a path that is no directory.
final class SingleLine implements Lines {
  private Optional<String> line;

  SingleLine(String line) {
    this.line = Optional.of(line);
  }

  @Override
  public Optional<String> next() {
    Optional<String> result = line;
    line = Optional.empty();
    return result;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
