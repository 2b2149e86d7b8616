package io.ferryftp.tests.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Whom this process belongs to. A server's account is the same user, so that what the client
/// stores and what the test lays down belong to one owner.
///
/// @param user number
/// @param group number
record Owner(int user, int group) {
  /// The owner of this process.
  static Owner current() throws IOException {
    Path self = Path.of("/proc/self");
    return new Owner(
        (int) Files.getAttribute(self, "unix:uid"), (int) Files.getAttribute(self, "unix:gid"));
  }

  boolean isRoot() {
    return user == 0;
  }

  /// Skips the test unless this is root.
  void requireRoot(String server) {
    Assumptions.assumeTrue(isRoot(), server + " runs for root only");
  }

  /// The account as `/etc/passwd` writes it.
  String passwdLine(String home) {
    return "%s:%s:%d:%d::%s:/bin/sh\n".formatted(Site.USER, Site.PASSWORD_HASH, user, group, home);
  }

  /// The group as `/etc/group` writes it.
  String groupLine() {
    return "%s:x:%d:\n".formatted(Site.USER, group);
  }
}
