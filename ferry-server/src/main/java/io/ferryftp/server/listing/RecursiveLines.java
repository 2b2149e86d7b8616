package io.ferryftp.server.listing;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.OctetLine;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// A directory and all below it in the way of `ls -lR`: a header and lines for one directory after
/// the other, a blank line between them, in the order of a [Descent].
final class RecursiveLines implements Lines {
  private final LongForm form;
  private final Descent descent;
  private final ArrayDeque<String> head = new ArrayDeque<>();

  /// Opens the first directory.
  ///
  /// @param pathname what the headers call it
  RecursiveLines(VirtualPath path, String pathname, LongForm form) throws IOException {
    this.form = form;
    head.add(form.header(pathname));
    head.addAll(form.dots(path));
    descent =
        new Descent(
            path,
            pathname.endsWith("/") ? pathname : pathname + "/",
            directory -> form.open(directory, Optional.empty()),
            form.limits());
  }

  @Override
  public boolean next(OctetLine line) throws IOException {
    while (head.isEmpty()) {
      Optional<FactsView> entry = descent.next();
      if (entry.isPresent()) {
        line.text(form.entry(entry.get(), entry.get().name()));
        return true;
      }
      if (!descent.enter()) {
        return false;
      }
      String prefix = descent.prefix();
      head.add("");
      head.add(form.header(prefix.substring(0, prefix.length() - 1)));
      head.addAll(dots());
    }
    line.text(head.removeFirst());
    return true;
  }

  private List<String> dots() throws IOException {
    try {
      return form.dots(descent.path());
    } catch (FileSystemException _) {
      // Whether the entries can be read is for the descent to say.
      return List.of();
    }
  }

  @Override
  public Optional<String> remark() {
    return descent.remark();
  }

  @Override
  public void close() throws IOException {
    descent.close();
  }
}
