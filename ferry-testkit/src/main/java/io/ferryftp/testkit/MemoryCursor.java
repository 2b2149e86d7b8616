package io.ferryftp.testkit;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;

/// One pass over a directory that others may change meanwhile.
final class MemoryCursor implements DirectoryCursor {
  private final MemoryDisk disk;
  private final MemoryDirectory directory;
  private final Iterator<String> names;
  private String name = "";

  MemoryCursor(MemoryDisk disk, MemoryDirectory directory) {
    this.disk = disk;
    this.directory = directory;
    this.names = directory.names().iterator();
  }

  @Override
  public boolean next() {
    boolean more = names.hasNext();
    if (more) {
      name = names.next();
    }
    return more;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FileFacts facts() throws IOException {
    return disk.step(
        () -> directory.find(name).orElseThrow(() -> new NoSuchFileException(name)).facts(name));
  }

  @Override
  public void close() {}
}
