package io.ferryftp.protocol.file;

import io.ferryftp.protocol.text.WireText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An absolute, normalised path in a file tree: by construction it has no `.`, no `..`, no empty
/// name and no NUL, so it cannot point above its root.
///
/// Names are [WireText]: a name that is not UTF-8 keeps its octets.
public final class VirtualPath implements Comparable<VirtualPath> {
  /// The root, `/`.
  public static final VirtualPath ROOT = new VirtualPath(List.of());

  private final List<String> names;

  private VirtualPath(List<String> names) {
    this.names = names;
  }

  /// The path that this pathname means from the root.
  ///
  /// @throws IllegalArgumentException if the pathname holds NUL
  public static VirtualPath of(String pathname) {
    return ROOT.resolve(pathname);
  }

  /// The path that a pathname means when this is the working directory: from the root if it begins
  /// with `/`, else from here. `..` at the root stays at the root; `\`, `~` and `%` mean
  /// themselves.
  ///
  /// @throws IllegalArgumentException if the pathname holds NUL
  public VirtualPath resolve(String pathname) {
    if (pathname.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("NUL in a pathname");
    }
    var result = new ArrayList<String>(pathname.startsWith("/") ? List.of() : names);
    for (int start = 0; start <= pathname.length(); ) {
      int slash = pathname.indexOf('/', start);
      int end = slash < 0 ? pathname.length() : slash;
      String name = pathname.substring(start, end);
      if (name.equals("..")) {
        if (!result.isEmpty()) {
          result.removeLast();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        result.add(name);
      }
      start = end + 1;
    }
    return result.isEmpty() ? ROOT : new VirtualPath(List.copyOf(result));
  }

  /// The path of an entry of this directory.
  ///
  /// @throws IllegalArgumentException if this is not one plain name
  public VirtualPath child(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a file name: " + WireText.printable(name));
    }
    var result = new ArrayList<>(names);
    result.add(name);
    return new VirtualPath(List.copyOf(result));
  }

  /// The directory that holds this path; the root's parent is the root.
  public VirtualPath parent() {
    return names.size() <= 1 ? ROOT : new VirtualPath(names.subList(0, names.size() - 1));
  }

  /// The last name; empty for the root.
  public Optional<String> name() {
    return names.isEmpty() ? Optional.empty() : Optional.of(names.getLast());
  }

  /// The names from the root down; empty for the root, immutable.
  public List<String> names() {
    return names;
  }

  public boolean isRoot() {
    return names.isEmpty();
  }

  /// Whether this path is the other or lies below it.
  public boolean startsWith(VirtualPath other) {
    return names.size() >= other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }

  @Override
  public int compareTo(VirtualPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VirtualPath path && names.equals(path.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  /// The pathname, beginning with `/`, as [WireText].
  @Override
  public String toString() {
    return "/" + String.join("/", names);
  }
}
