package io.ferryftp.server.storage;

/// What happens to symbolic links in a tree.
public enum Symlinks {
  /// A link whose target lies in the same tree is followed, at most eight in one path; any other is
  /// as good as not there.
  INSIDE,
  /// No link is followed.
  NONE
}
