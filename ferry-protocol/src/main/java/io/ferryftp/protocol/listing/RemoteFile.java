package io.ferryftp.protocol.listing;

import io.ferryftp.protocol.file.FileType;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a server says of one file or directory, as far as it says it.
///
/// @param name as [io.ferryftp.protocol.text.WireText]: one plain name in a listing, and what was
///   asked for where one path was looked at
/// @param type what it is
/// @param size in octets, never negative; empty if not told, as for most directories
/// @param modified when its content last changed
/// @param mode the low twelve permission bits in the way of UNIX
/// @param linkTarget for a link, the text of its target, which nobody has looked at
public record RemoteFile(
    String name,
    FileType type,
    OptionalLong size,
    Optional<ListedTime> modified,
    OptionalInt mode,
    Optional<String> linkTarget) {
  public RemoteFile {
    // Some servers write the arrow and nothing behind it.
    linkTarget = linkTarget.filter(target -> !target.isEmpty());
  }

  /// A time with what the listing has left of it.
  ///
  /// @param time as the server shows it, taken as UTC where it does not say its zone
  public record ListedTime(Instant time, Precision precision) {}

  /// How exact a time is.
  public enum Precision {
    /// MLSx and MDTM, always UTC (RFC 3659 §2.3), and LIST that tells seconds and zone.
    SECOND,
    /// LIST of a recent file, in whatever zone the server lives; seconds do not make that better.
    MINUTE,
    /// LIST of an older file.
    DAY
  }

  public boolean isDirectory() {
    return type == FileType.DIRECTORY;
  }

  public boolean isFile() {
    return type == FileType.FILE;
  }

  /// The same facts under another name.
  public RemoteFile named(String other) {
    return new RemoteFile(other, type, size, modified, mode, linkTarget);
  }
}
