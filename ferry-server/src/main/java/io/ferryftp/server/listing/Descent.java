package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way through a directory and all below it: one directory after the other, each before those
/// in it, and those in it before its next sibling.
///
/// One directory is open at a time; those still to come wait on a stack, each with its name and the
/// (shared) path of its parent only. No link is followed, and where a tree is a circle all the same
/// (a bind mount, a link swapped in) the limits of depth and entries end it.
///
/// The directory that was asked for is read or fails; what lies below it is read as far as
/// possible, and [#remark] says what is missing.
final class Descent implements Closeable {
  /// How a directory is opened, which decides on selection and order.
  @FunctionalInterface
  interface Opener {
    Entries open(VirtualPath directory) throws IOException;
  }

  /// A directory to be entered.
  private record Waiting(VirtualPath parent, String parentPrefix, String name, int depth) {
    VirtualPath path() {
      return parent.child(name);
    }

    String prefix() {
      return parentPrefix + name + "/";
    }
  }

  private final Opener opener;
  private final int depthLimit;
  private final int entriesLimit;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final List<String> directories = new ArrayList<>();

  private Optional<Entries> open;
  private VirtualPath path;
  private String prefix;
  private int depth;

  private int passed;
  private int unreadable;
  private boolean cutInDepth;
  private boolean cutInEntries;

  /// Enters the first directory.
  ///
  /// @param prefix what stands before the names in it: empty, or with a slash at its end
  Descent(VirtualPath path, String prefix, Opener opener, Limits limits) throws IOException {
    this.path = path;
    this.prefix = prefix;
    this.opener = opener;
    depthLimit = limits.recursionDepth();
    entriesLimit = limits.recursionEntries();
    open = Optional.of(opener.open(path));
  }

  /// The current directory.
  VirtualPath path() {
    return path;
  }

  /// What stands before the names in the current directory.
  String prefix() {
    return prefix;
  }

  /// The next entry of the current directory; empty behind the last, and from then on.
  Optional<FactsView> next() throws IOException {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Optional<FactsView> entry = read(open.get());
    if (entry.isEmpty()) {
      leave();
    } else if (passed == entriesLimit) {
      stop();
      return Optional.empty();
    } else {
      passed++;
      note(entry.get());
    }
    return entry;
  }

  private Optional<FactsView> read(Entries entries) throws IOException {
    try {
      return entries.next();
    } catch (FileSystemException e) {
      if (depth == 0) {
        throw e;
      }
      unreadable++;
      return Optional.empty();
    }
  }

  private void note(FactsView entry) {
    if (entry.type() == FileType.DIRECTORY) {
      if (depth < depthLimit) {
        directories.add(entry.name());
      } else {
        cutInDepth = true;
      }
    }
  }

  private void leave() throws IOException {
    for (String name : directories.reversed()) {
      waiting.push(new Waiting(path, prefix, name, depth + 1));
    }
    close();
  }

  private void stop() throws IOException {
    cutInEntries = true;
    waiting.clear();
    close();
  }

  /// Enters the next directory, once the current one has no more entries; false behind the last.
  /// One that cannot be read is entered and has no entries.
  boolean enter() throws IOException {
    while (!waiting.isEmpty()) {
      Waiting directory = waiting.pop();
      try {
        open = Optional.of(opener.open(directory.path()));
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Removed or replaced since its line went out.
        continue;
      } catch (FileSystemException _) {
        unreadable++;
      }
      path = directory.path();
      prefix = directory.prefix();
      depth = directory.depth();
      return true;
    }
    return false;
  }

  /// What was left out and why, once all is passed; empty when nothing was.
  Optional<String> remark() {
    var remarks = new ArrayList<String>();
    if (cutInEntries) {
      remarks.add("listing stopped at " + entriesLimit + " entries");
    }
    if (cutInDepth) {
      remarks.add("directories below depth " + depthLimit + " not listed");
    }
    if (unreadable > 0) {
      remarks.add(unreadable + (unreadable == 1 ? " directory" : " directories") + " not readable");
    }
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  @Override
  public void close() throws IOException {
    directories.clear();
    Optional<Entries> closing = open;
    open = Optional.empty();
    if (closing.isPresent()) {
      closing.get().close();
    }
  }
}
