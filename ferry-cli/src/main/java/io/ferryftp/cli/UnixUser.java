package io.ferryftp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Who runs the program.
record UnixUser(Kind kind, Path home) {
  /// Whether the kernel says no to this user.
  enum Kind {
    ROOT,
    ORDINARY
  }

  /// The user of this process; `HOME` is believed over the user database, as shells do.
  static UnixUser current(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    boolean absolute = home.startsWith("/");
    return new UnixUser(
        isRoot() ? Kind.ROOT : Kind.ORDINARY,
        Path.of(absolute ? home : System.getProperty("user.home")));
  }

  private static boolean isRoot() {
    Path self = Path.of("/proc/self");
    try {
      if (Files.exists(self)) {
        return Files.getAttribute(self, "unix:uid").equals(0);
      }
    } catch (IOException | UnsupportedOperationException e) {
      System.getLogger(UnixUser.class.getName())
          .log(System.Logger.Level.DEBUG, "the user database decides who is root", e);
    }
    return System.getProperty("user.name").equals("root");
  }
}
