package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// One pass over a directory stream.
final class PathCursor implements DirectoryCursor {
  private final DirectoryStream<Path> stream;
  private final Iterator<Path> entries;
  private Optional<Path> current = Optional.empty();

  @SuppressWarnings("StreamResourceLeak") // closed with the cursor
  PathCursor(Path directory) throws IOException {
    stream = Files.newDirectoryStream(directory);
    entries = stream.iterator();
  }

  @Override
  public boolean next() throws IOException {
    try {
      current = entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
      return current.isPresent();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Path path() {
    return current.orElseThrow(() -> new NoSuchElementException("no entry"));
  }

  @Override
  public String name() {
    return PathNames.text(path().getFileName());
  }

  @Override
  public FileFacts facts() throws IOException {
    return PathFacts.of(path(), name(), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
