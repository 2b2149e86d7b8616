package io.ferryftp.tests.faults;

/// Under which circumstances a scenario is played.
record Setting(Place place, Protection protection, Way way) {
  /// Where the files are.
  enum Place {
    MEMORY,
    DISK
  }

  /// How the client talks.
  enum Protection {
    CLEAR,
    TLS
  }

  /// Who opens data connections.
  enum Way {
    PASSIVE,
    ACTIVE
  }

  @Override
  public String toString() {
    return (place + ", " + protection + ", " + way).toLowerCase(java.util.Locale.ROOT);
  }
}
