package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The entries of a directory without temporary files.
final class VisibleEntries implements DirectoryCursor {
  private final DirectoryCursor all;

  VisibleEntries(DirectoryCursor all) {
    this.all = all;
  }

  @Override
  public boolean next() throws IOException {
    while (all.next()) {
      if (!TemporaryName.is(all.octets())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String name() {
    return all.name();
  }

  @Override
  public FileFacts facts() throws IOException {
    return all.facts();
  }

  @Override
  public ByteBuffer octets() {
    return all.octets();
  }

  @Override
  public FactsView view() throws IOException {
    return all.view();
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
