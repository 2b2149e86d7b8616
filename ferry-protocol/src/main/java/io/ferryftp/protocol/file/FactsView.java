package io.ferryftp.protocol.file;

import java.time.Instant;
import java.util.Optional;

/// The facts of one file or directory, asked one by one, so that a listing that writes four of them
/// pays for four. [FileFacts] has them all and keeps them.
public interface FactsView {
  /// The last name of its path; empty for a root.
  String name();

  /// What it is.
  FileType type();

  /// Its length in octets, never negative.
  long size();

  /// When its content last changed, in seconds of the epoch.
  long modifiedSecond();

  /// The nanoseconds behind [#modifiedSecond], `0` to `999,999,999`.
  int modifiedNano();

  /// When it was made, if storage knows.
  Optional<Instant> created();

  /// The low twelve permission bits in the way of UNIX.
  int mode();

  /// An identity that two names of one file share, if storage has one.
  Optional<String> unique();

  /// For a link, the text of its target.
  Optional<String> linkTarget();

  /// Whom it belongs to.
  Ownership ownership();
}
