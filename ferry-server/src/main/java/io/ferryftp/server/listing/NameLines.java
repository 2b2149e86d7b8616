package io.ferryftp.server.listing;

import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The names in one directory, in directory order; nobody looks at the files behind them.
final class NameLines implements Lines {
  private final DirectoryCursor cursor;
  private final Selection selection;
  private final UnaryOperator<String> format;

  NameLines(DirectoryCursor cursor, Selection selection, UnaryOperator<String> format) {
    this.cursor = cursor;
    this.selection = selection;
    this.format = format;
  }

  @Override
  public Optional<String> next() throws IOException {
    while (cursor.next()) {
      if (selection.shows(cursor.name())) {
        return Optional.of(format.apply(cursor.name()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
