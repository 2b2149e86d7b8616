package io.ferryftp.tests.peers;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The accounts that a server sees which knows those of the system only: a mount namespace of its
/// own in which other files lie over the system's, so that nothing on this machine changes.
final class PrivateAccounts {
  /// The name of the PAM service.
  static final String SERVICE = "ferry-peer";

  private static final String OVERLAY =
      """
      mount --bind "$1/passwd" /etc/passwd &&
      mount --bind "$1/group" /etc/group &&
      mount --bind "$1/pam.d" /etc/pam.d &&
      shift && exec "$@"
      """;

  private PrivateAccounts() {}

  /// The command line that runs another one where the account exists and all others do not.
  static List<String> with(Site site, String server, List<String> command)
      throws IOException, InterruptedException {
    Owner owner = Owner.current();
    owner.requireRoot(server);
    Peer unshare = Peer.require("unshare");
    Assumptions.assumeTrue(
        unshare.run(site.scratch(), Duration.ofSeconds(30), List.of("--mount", "true")).exit() == 0,
        "mount namespaces are not permitted here");
    // Pure-FTPd confines root too where the home says so.
    String home = site.served() + (site.is(Site.Manner.CONFINED) ? "/./" : "");
    site.write("passwd", owner.passwdLine(home) + "nobody:x:65534:65534::/nonexistent:/bin/sh\n");
    site.write("group", owner.groupLine() + "nogroup:x:65534:\n");
    site.write(
        "pam.d/" + SERVICE,
        """
        auth required pam_unix.so
        account required pam_permit.so
        session required pam_permit.so
        """);
    var whole = new ArrayList<>(List.of(unshare.program().toString(), "--mount"));
    whole.addAll(List.of("sh", "-c", OVERLAY, "sh", site.scratch().toString()));
    whole.addAll(command);
    return whole;
  }
}
