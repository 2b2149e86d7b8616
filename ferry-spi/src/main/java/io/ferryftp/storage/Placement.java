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

  /// Over a piece of a file that is there (RANG and STOR): as many octets from `first` on as come,
  /// and none of the others, so that the file keeps its length. Nothing changes before the commit;
  /// an interrupted one is discarded. More octets than the piece has, which ends with the file, are
  /// a [SpaceExhaustedException].
  ///
  /// @param first the offset of the first octet, not negative and before the end of the file
  /// @param last the offset of the last octet, at least `first`
  record Within(long first, long last) implements Placement {
    public Within {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("no piece: " + first + " to " + last);
      }
    }
  }

  /// A new file in the path, if that is a directory, else beside it, under a name that storage
  /// chooses and nobody has (STOU).
  record Unique() implements Placement {}
}
