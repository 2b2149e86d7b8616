package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.text.OctetLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// One line for each entry of one directory, behind some lines that stand at its head.
final class EntryLines implements Lines {
  /// How an entry is written.
  @FunctionalInterface
  interface Format {
    /// Adds the line of an entry to an empty one.
    ///
    /// @param name the octets of its name
    void write(OctetLine line, FactsView facts, ByteBuffer name);
  }

  private final ArrayDeque<String> head;
  private final Entries entries;
  private final Format format;

  EntryLines(List<String> head, Entries entries, Format format) {
    this.head = new ArrayDeque<>(head);
    this.entries = entries;
    this.format = format;
  }

  @Override
  public boolean prepare() throws IOException {
    return entries.prepare();
  }

  @Override
  public boolean next(OctetLine line) throws IOException {
    if (!head.isEmpty()) {
      line.text(head.removeFirst());
      return true;
    }
    Optional<FactsView> entry = entries.next();
    entry.ifPresent(facts -> format.write(line, facts, entries.octets()));
    return entry.isPresent();
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
