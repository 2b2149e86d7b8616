package io.ferryftp.storage;

/// Where an upload's octets go, relative to what is there.
public sealed interface Placement {
  /// A new file, or a whole new content for an old one (STOR).
  record Replace() implements Placement {}

  /// Behind the end of the file, which is made if it is missing (APPE). If there is no file but an
  /// interrupted upload of this account, it is continued and committed.
  record Append() implements Placement {}

  /// Over the file from an offset on; octets before it never change (REST and STOR). If there is no
  /// file but an interrupted upload of this account, that is continued and committed.
  ///
  /// @param offset in octets, not negative
  record ResumeAt(long offset) implements Placement {
    public ResumeAt {
      if (offset < 0) {
        throw new IllegalArgumentException("negative offset " + offset);
      }
    }
  }

  /// A new file in the path, if that is a directory, else beside it, under a name that storage
  /// chooses and nobody has (STOU).
  record Unique() implements Placement {}
}
