package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.DirectoryCursor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Optional;

/// The selected entries of one directory with their facts: sorted as long as there are not too
/// many, else in directory order.
///
/// Sorting needs all entries, and a directory may have millions. So entries are read ahead up to a
/// limit; when one more turns up, sorting is given up, and those read ahead go out first, as they
/// came, the others behind them one by one. Memory is bounded by the limit.
///
/// An entry that vanished since it was listed, or of which nothing may be known, is left out.
final class Entries implements Closeable {
  private final DirectoryCursor cursor;
  private final Selection selection;
  private final Optional<EntryOrder> order;
  private final int sortedEntries;
  private final ArrayDeque<FileFacts> ahead = new ArrayDeque<>();
  private boolean started;

  private Entries(
      DirectoryCursor cursor, Selection selection, Optional<EntryOrder> order, int sortedEntries) {
    this.cursor = cursor;
    this.selection = selection;
    this.order = order;
    this.sortedEntries = sortedEntries;
  }

  /// Entries in directory order.
  static Entries streamed(DirectoryCursor cursor, Selection selection) {
    return new Entries(cursor, selection, Optional.empty(), 0);
  }

  /// Entries in an order, unless there are more than `sortedEntries`.
  static Entries sorted(
      DirectoryCursor cursor, Selection selection, EntryOrder order, int sortedEntries) {
    return new Entries(cursor, selection, Optional.of(order), sortedEntries);
  }

  /// The next entry; empty behind the last.
  Optional<FileFacts> next() throws IOException {
    if (!started) {
      started = true;
      if (order.isPresent()) {
        readAhead(order.get());
      }
    }
    return ahead.isEmpty() ? read() : Optional.of(ahead.removeFirst());
  }

  private void readAhead(EntryOrder wanted) throws IOException {
    while (ahead.size() <= sortedEntries) {
      Optional<FileFacts> entry = read();
      if (entry.isEmpty()) {
        var sorted = wanted.sorted(ahead);
        ahead.clear();
        ahead.addAll(sorted);
        return;
      }
      ahead.addLast(entry.get());
    }
  }

  private Optional<FileFacts> read() throws IOException {
    while (cursor.next()) {
      if (selection.shows(cursor.name())) {
        try {
          return Optional.of(cursor.facts());
        } catch (NoSuchFileException | AccessDeniedException _) {
          // A listing of what is there does without it, as it would a moment later.
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    ahead.clear();
    cursor.close();
  }
}
