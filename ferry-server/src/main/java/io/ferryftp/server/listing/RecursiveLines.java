package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A directory and all below it in the way of `ls -lR`: a header and lines for one directory after
/// the other, a blank line between them, each directory before those in it.
///
/// One directory is open at a time; those still to come wait on a stack, each with its name and the
/// (shared) path of its parent only. No link is followed, and where a tree is a circle all the same
/// (a bind mount, a link swapped in) the limits of depth and entries end it.
final class RecursiveLines implements Lines {
  /// A directory to be listed.
  private record Waiting(VirtualPath parent, String parentPathname, String name, int depth) {
    VirtualPath path() {
      return parent.child(name);
    }

    String pathname() {
      return parentPathname.endsWith("/") ? parentPathname + name : parentPathname + "/" + name;
    }
  }

  private final LongForm form;
  private final int depthLimit;
  private final int entriesLimit;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final ArrayDeque<String> head = new ArrayDeque<>();
  private final List<String> directories = new ArrayList<>();

  private Optional<Entries> open;
  private VirtualPath path;
  private String pathname;
  private int depth;

  private int listed;
  private int unreadable;
  private boolean cutInDepth;
  private boolean cutInEntries;

  /// Opens the first directory.
  ///
  /// @param pathname what the headers call it
  RecursiveLines(VirtualPath path, String pathname, LongForm form) throws IOException {
    this.path = path;
    this.pathname = pathname;
    this.form = form;
    depthLimit = form.limits().recursionDepth();
    entriesLimit = form.limits().recursionEntries();
    head.add(form.header(pathname));
    head.addAll(form.dots(path));
    open = Optional.of(form.open(path, Optional.empty()));
  }

  @Override
  public Optional<String> next() throws IOException {
    while (head.isEmpty()) {
      if (open.isPresent()) {
        Optional<FileFacts> entry = read(open.get());
        if (entry.isEmpty()) {
          leave();
        } else if (listed == entriesLimit) {
          stop();
        } else {
          listed++;
          note(entry.get());
          return entry.map(form::entry);
        }
      } else if (waiting.isEmpty()) {
        return Optional.empty();
      } else {
        enter(waiting.pop());
      }
    }
    return Optional.of(head.removeFirst());
  }

  private Optional<FileFacts> read(Entries entries) throws IOException {
    try {
      return entries.next();
    } catch (FileSystemException e) {
      // What was asked for must be listed or fail; what lies below it is listed as far as possible.
      if (depth == 0) {
        throw e;
      }
      unreadable++;
      return Optional.empty();
    }
  }

  private void note(FileFacts entry) {
    if (entry.isDirectory()) {
      if (depth < depthLimit) {
        directories.add(entry.name());
      } else {
        cutInDepth = true;
      }
    }
  }

  private void leave() throws IOException {
    for (String name : directories.reversed()) {
      waiting.push(new Waiting(path, pathname, name, depth + 1));
    }
    close();
  }

  private void stop() throws IOException {
    cutInEntries = true;
    waiting.clear();
    close();
  }

  private void enter(Waiting directory) throws IOException {
    path = directory.path();
    pathname = directory.pathname();
    depth = directory.depth();
    List<String> first = List.of();
    try {
      first = form.dots(path);
      open = Optional.of(form.open(path, Optional.empty()));
    } catch (NoSuchFileException | NotDirectoryException _) {
      // Removed or replaced since its line went out.
      return;
    } catch (FileSystemException _) {
      unreadable++;
    }
    head.add("");
    head.add(form.header(pathname));
    head.addAll(first);
  }

  @Override
  public Optional<String> remark() {
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
