package io.ferryftp.server.listing;

import io.ferryftp.protocol.listing.ShownName;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;

/// The names in one directory, in directory order; nobody looks at the files behind them.
final class NameLines implements Lines {
  private final DirectoryCursor cursor;
  private final Selection selection;
  private final String prefix;

  /// @param prefix what stands before each name
  NameLines(DirectoryCursor cursor, Selection selection, String prefix) {
    this.cursor = cursor;
    this.selection = selection;
    this.prefix = ShownName.of(prefix);
  }

  @Override
  public boolean next(OctetLine line) throws IOException {
    while (cursor.next()) {
      if (selection.shows(cursor)) {
        ShownName.write(line.text(prefix), cursor.octets());
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
