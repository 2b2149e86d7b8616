package io.ferryftp.protocol.file;

/// What an entry of a listing is to the directory that is listed (RFC 3659 §7.5.1).
public enum EntryRole {
  /// Something in it.
  ENTRY,
  /// The listed directory itself, `cdir`.
  CURRENT,
  /// Its parent, `pdir`.
  PARENT
}
