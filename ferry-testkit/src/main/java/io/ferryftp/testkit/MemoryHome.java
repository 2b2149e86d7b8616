package io.ferryftp.testkit;

import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// What paths lead to from the top directory of a home; asked in the disk's steps alone.
record MemoryHome(MemoryDirectory root) {
  Optional<MemoryNode> find(VirtualPath path) throws IOException {
    return path.isRoot() ? Optional.of(root) : holder(path).find(path.name().orElseThrow());
  }

  MemoryNode node(VirtualPath path) throws IOException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  /// The directory that a name is in, or would be.
  MemoryDirectory holder(VirtualPath path) throws IOException {
    if (path.isRoot()) {
      throw new AccessDeniedException("/");
    }
    return directory(path.parent());
  }

  MemoryDirectory directory(VirtualPath path) throws IOException {
    MemoryDirectory at = root;
    for (String name : path.names()) {
      at =
          switch (at.find(name).orElseThrow(() -> new NoSuchFileException(path.toString()))) {
            case MemoryDirectory next -> next;
            case MemoryFile _ -> throw new NotDirectoryException(path.toString());
          };
    }
    return at;
  }
}
