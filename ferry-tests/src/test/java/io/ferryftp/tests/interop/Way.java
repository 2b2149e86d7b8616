package io.ferryftp.tests.interop;

import io.ferryftp.event.ServerEvent.DataMode;
import java.util.Locale;

/// How a client talks to the server in one cell of the table.
///
/// @param protection of all connections
/// @param mode who opens data connections
record Way(Protection protection, DataMode mode) {
  static final Way CLEAR_PASSIVE = new Way(Protection.CLEAR, DataMode.PASSIVE);
  static final Way CLEAR_ACTIVE = new Way(Protection.CLEAR, DataMode.ACTIVE);
  static final Way TLS_PASSIVE = new Way(Protection.TLS, DataMode.PASSIVE);
  static final Way TLS_ACTIVE = new Way(Protection.TLS, DataMode.ACTIVE);

  enum Protection {
    CLEAR,
    /// AUTH TLS and PROT P, in whatever version the client agrees on.
    TLS
  }

  boolean isActive() {
    return mode == DataMode.ACTIVE;
  }

  boolean isProtected() {
    return protection == Protection.TLS;
  }

  @Override
  public String toString() {
    return (isProtected() ? "TLS" : "clear") + ", " + mode.name().toLowerCase(Locale.ROOT);
  }
}
