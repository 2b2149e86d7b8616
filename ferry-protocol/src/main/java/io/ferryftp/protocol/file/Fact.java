package io.ferryftp.protocol.file;

import java.util.Optional;

/// A fact of MLST and MLSD that Ferry knows, in the order in which it writes them (RFC 3659 §7.5).
public enum Fact {
  TYPE("Type"),
  SIZE("Size"),
  MODIFY("Modify"),
  CREATE("Create"),
  PERM("Perm"),
  UNIQUE("Unique"),
  MEDIA_TYPE("Media-Type"),
  UNIX_MODE("UNIX.mode"),
  UNIX_OWNER("UNIX.owner"),
  UNIX_GROUP("UNIX.group");

  private final String word;

  Fact(String word) {
    this.word = word;
  }

  /// Its name as FEAT and entries write it.
  public String word() {
    return word;
  }

  /// The fact of a name in any letter case; empty if Ferry does not know it.
  public static Optional<Fact> of(String word) {
    for (Fact fact : values()) {
      if (fact.word.equalsIgnoreCase(word)) {
        return Optional.of(fact);
      }
    }
    return Optional.empty();
  }
}
