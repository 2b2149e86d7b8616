package io.ferryftp.tests.torture;

import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.peers.Protection;
import java.util.Locale;
import java.util.Optional;

/// How a server speaks TLS for a row that says `with: tls …`.
enum Secured {
  OFFERED(Tls.EXPLICIT, Protection.Beginning.EXPLICIT, Protection.Demand.OFFERED),
  REQUIRED(Tls.REQUIRED, Protection.Beginning.EXPLICIT, Protection.Demand.REQUIRED),
  IMPLICIT(Tls.IMPLICIT, Protection.Beginning.IMPLICIT, Protection.Demand.REQUIRED);

  private static final String WORD = "tls ";

  private final Tls ferry;
  private final Protection.Beginning beginning;
  private final Protection.Demand demand;

  Secured(Tls ferry, Protection.Beginning beginning, Protection.Demand demand) {
    this.ferry = ferry;
    this.beginning = beginning;
    this.demand = demand;
  }

  /// What a row asks for; empty if it is about no TLS.
  static Optional<Secured> of(TortureRow row) {
    return row.all("with").stream()
        .filter(setting -> setting.startsWith(WORD))
        .map(setting -> valueOf(setting.substring(WORD.length()).toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  Tls ferry() {
    return ferry;
  }

  Protection.Beginning beginning() {
    return beginning;
  }

  /// For another server, in the versions of TLS that it speaks unless told otherwise.
  Protection protection() {
    return new Protection(beginning, Optional.empty(), demand);
  }
}
