package io.ferryftp.tests.harness;

import io.ferryftp.server.tls.Engines;
import java.util.List;
import java.util.Optional;

/// Which implementation of TLS this pass over the suites is about: `./check` runs everything on the
/// one that servers choose by themselves, and some of it again on JSSE.
public enum EnginePass {
  /// BoringSSL where there is a library of it.
  CHOSEN,
  JSSE;

  /// What a second pass is told apart by, whatever servers make of [Engines#PROPERTY].
  private static final String PROPERTY = "ferry.pass";

  /// This pass.
  public static EnginePass current() {
    return JSSE.name().equalsIgnoreCase(System.getProperty(PROPERTY)) ? JSSE : CHOSEN;
  }

  /// Options by which a JVM that a test starts has the same engine as this one.
  static List<String> options() {
    return Optional.ofNullable(System.getProperty(Engines.PROPERTY)).stream()
        .map(engine -> "-D" + Engines.PROPERTY + "=" + engine)
        .toList();
  }
}
