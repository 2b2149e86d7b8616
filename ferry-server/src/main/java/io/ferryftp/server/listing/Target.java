package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;

/// What the argument of LIST, NLST or STAT turns out to mean.
sealed interface Target {
  /// All of a directory.
  ///
  /// @param asked the pathname as the client wrote it; empty for the working directory
  record Directory(VirtualPath path, String asked) implements Target {
    /// What stands before the names in it, so that the client can use them as arguments.
    String prefix() {
      return asked.isEmpty() || asked.endsWith("/") ? asked : asked + "/";
    }
  }

  /// One thing that is no directory: a file, a link that leads to none, a device.
  record Single(FileFacts facts, String asked) implements Target {}

  /// Some entries of a directory.
  ///
  /// @param prefix what the client wrote before the pattern
  record Matching(VirtualPath directory, String prefix, Wildcard wildcard) implements Target {}

  /// Finds out what a pathname means. A name that exists is never a pattern. A link to a directory
  /// means that directory, any other link itself.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is nothing and the last name is no pattern
  /// @throws NotDirectoryException if a slash stands behind something else than a directory
  static Target of(String pathname, VirtualPath workingDirectory, FileTree tree)
      throws IOException {
    if (pathname.isEmpty()) {
      return new Directory(workingDirectory, pathname);
    }
    VirtualPath path = workingDirectory.resolve(pathname);
    int lastName = pathname.lastIndexOf('/') + 1;
    FileFacts facts;
    try {
      facts = tree.facts(path, LinkHandling.ITSELF);
    } catch (FileSystemException e) {
      // Not only a missing file: some storage refuses `*` in a name, or a name as long as a pattern
      // may be. Where the directory is at fault, opening it will say so again.
      String pattern = pathname.substring(lastName);
      if (!Wildcard.isPattern(pattern)) {
        throw e;
      }
      String prefix = pathname.substring(0, lastName);
      return new Matching(workingDirectory.resolve(prefix), prefix, new Wildcard(pattern));
    }
    return existing(facts, path, pathname, tree);
  }

  private static Target existing(FileFacts facts, VirtualPath path, String pathname, FileTree tree)
      throws IOException {
    return switch (facts.type()) {
      case DIRECTORY -> new Directory(path, pathname);
      case LINK -> behindLink(facts, path, pathname, tree);
      case FILE, OTHER -> {
        if (pathname.endsWith("/")) {
          throw new NotDirectoryException(path.toString());
        }
        yield new Single(facts, pathname);
      }
    };
  }

  private static Target behindLink(FileFacts link, VirtualPath path, String pathname, FileTree tree)
      throws IOException {
    boolean mustBeDirectory = pathname.endsWith("/");
    try {
      if (tree.facts(path, LinkHandling.FOLLOW).isDirectory()) {
        return new Directory(path, pathname);
      }
    } catch (FileSystemException e) {
      // It leads nowhere, or out of the tree: still a link that can be shown.
      if (mustBeDirectory) {
        throw e;
      }
    }
    if (mustBeDirectory) {
      throw new NotDirectoryException(path.toString());
    }
    return new Single(link, pathname);
  }
}
