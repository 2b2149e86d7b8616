package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.storage.DirectoryCursor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
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
  /// Opens the same directory every time.
  @FunctionalInterface
  interface Opening {
    DirectoryCursor open() throws IOException;
  }

  /// What the first step of reading ahead reads. When that was not all, the names are counted,
  /// which is fast, before more files are looked at, in vain if there are too many.
  private static final int FIRST_STEP = 64;

  /// What each other step reads.
  private static final int STEP = 1000;

  private final Opening opening;
  private final DirectoryCursor cursor;
  private final Selection selection;
  private final Optional<EntryOrder> order;
  private final int sortedEntries;
  private final ArrayDeque<SeenEntry> ahead = new ArrayDeque<>();
  private ByteBuffer octets = ByteBuffer.allocate(0);
  private boolean prepared;

  private Entries(
      Opening opening, Selection selection, Optional<EntryOrder> order, int sortedEntries)
      throws IOException {
    this.opening = opening;
    this.cursor = opening.open();
    this.selection = selection;
    this.order = order;
    this.sortedEntries = sortedEntries;
    this.prepared = order.isEmpty();
  }

  /// Entries in directory order.
  static Entries streamed(Opening opening, Selection selection) throws IOException {
    return new Entries(opening, selection, Optional.empty(), 0);
  }

  /// Entries in an order, unless there are more than `sortedEntries`.
  static Entries sorted(Opening opening, Selection selection, EntryOrder order, int sortedEntries)
      throws IOException {
    return new Entries(opening, selection, Optional.of(order), sortedEntries);
  }

  /// Reads ahead by one step, if that is needed, and says whether the first entry is known then.
  boolean prepare() throws IOException {
    if (!prepared) {
      boolean first = ahead.isEmpty();
      int most = Math.min(ahead.size() + (first ? FIRST_STEP : STEP), sortedEntries + 1);
      while (ahead.size() < most && select()) {
        try {
          ahead.addLast(new SeenEntry(cursor));
        } catch (NoSuchFileException | AccessDeniedException _) {
          // As in read.
        }
      }
      if (ahead.size() < most) {
        sort();
      }
      prepared = ahead.size() < most || ahead.size() > sortedEntries || (first && tooManyToSort());
    }
    return prepared;
  }

  private void sort() {
    order.ifPresent(wanted -> {
      var sorted = wanted.sorted(ahead);
      ahead.clear();
      ahead.addAll(sorted);
    });
  }

  private boolean tooManyToSort() throws IOException {
    try (DirectoryCursor names = opening.open()) {
      int count = 0;
      while (count <= sortedEntries && names.next()) {
        count += selection.shows(names) ? 1 : 0;
      }
      return count > sortedEntries;
    }
  }

  /// The next entry, to be read before the one behind it; empty behind the last.
  Optional<FactsView> next() throws IOException {
    while (!prepare()) {
      // It is done when there is nothing more to read, or too much.
    }
    if (ahead.isEmpty()) {
      return read();
    }
    SeenEntry entry = ahead.removeFirst();
    octets = ByteBuffer.wrap(entry.octets);
    return Optional.of(entry.facts);
  }

  /// The octets of the name of the entry that was last given.
  ByteBuffer octets() {
    return octets;
  }

  private Optional<FactsView> read() throws IOException {
    while (select()) {
      try {
        octets = cursor.octets();
        return Optional.of(cursor.view());
      } catch (NoSuchFileException | AccessDeniedException _) {
        // A listing of what is there does without it, as it would a moment later.
      }
    }
    return Optional.empty();
  }

  private boolean select() throws IOException {
    while (cursor.next()) {
      if (selection.shows(cursor)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    ahead.clear();
    cursor.close();
  }
}
