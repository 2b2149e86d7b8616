package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One line for each entry of one directory, behind some lines that stand at its head.
final class EntryLines implements Lines {
  private final ArrayDeque<String> head;
  private final Entries entries;
  private final Function<FileFacts, String> format;

  EntryLines(List<String> head, Entries entries, Function<FileFacts, String> format) {
    this.head = new ArrayDeque<>(head);
    this.entries = entries;
    this.format = format;
  }

  @Override
  public Optional<String> next() throws IOException {
    return head.isEmpty() ? entries.next().map(format) : Optional.of(head.removeFirst());
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
