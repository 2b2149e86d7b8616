package io.ferryftp.protocol.file;

import java.time.Instant;
import java.util.Optional;

/// What storage knows of one file or directory (RFC 3659 §7.5 calls them facts).
///
/// @param name the last name of its path; empty for a root
/// @param type what it is
/// @param size its length in octets; for a directory whatever storage says, never negative
/// @param modified when its content last changed
/// @param created when it was made, if storage knows
/// @param mode the low twelve permission bits in the way of UNIX (`07777`)
/// @param unique an identity that two names of one file share, if storage has one
/// @param linkTarget for a link, the text of its target
/// @param ownership whom it belongs to
public record FileFacts(
    String name,
    FileType type,
    long size,
    Instant modified,
    Optional<Instant> created,
    int mode,
    Optional<String> unique,
    Optional<String> linkTarget,
    Ownership ownership)
    implements FactsView {
  public FileFacts {
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size);
    }
    if ((mode & ~07777) != 0) {
      throw new IllegalArgumentException("mode out of range: " + Integer.toOctalString(mode));
    }
  }

  /// Facts of storage that knows neither when a file was made nor whom it belongs to.
  public FileFacts(
      String name,
      FileType type,
      long size,
      Instant modified,
      int mode,
      Optional<String> unique,
      Optional<String> linkTarget) {
    this(name, type, size, modified, Optional.empty(), mode, unique, linkTarget, Ownership.UNKNOWN);
  }

  /// Keeps what a view shows.
  public static FileFacts of(FactsView view) {
    return new FileFacts(
        view.name(),
        view.type(),
        view.size(),
        Instant.ofEpochSecond(view.modifiedSecond(), view.modifiedNano()),
        view.created(),
        view.mode(),
        view.unique(),
        view.linkTarget(),
        view.ownership());
  }

  @Override
  public long modifiedSecond() {
    return modified.getEpochSecond();
  }

  @Override
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are beside it
  public int modifiedNano() {
    return modified.getNano();
  }

  public boolean isDirectory() {
    return type == FileType.DIRECTORY;
  }

  public boolean isFile() {
    return type == FileType.FILE;
  }

  /// The same facts under another name.
  public FileFacts named(String other) {
    return new FileFacts(other, type, size, modified, created, mode, unique, linkTarget, ownership);
  }
}
