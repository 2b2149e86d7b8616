package io.ferryftp.server.storage;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.Path;

/// Leaves one upload open and one interrupted, says so, and waits to be killed.
final class CrashProbe {
  static final String READY = "ready";

  private CrashProbe() {}

  /// Runs the probe.
  ///
  /// @param arguments data directory and home
  public static void main(String[] arguments) throws IOException {
    var storage = LocalStorage.open(Path.of(arguments[0]), Symlinks.INSIDE, Durability.STRICT);
    var tree = storage.open(new Account(TreeLab.ACCOUNT, arguments[1], Permission.ALL));
    tree.createDirectory(VirtualPath.of("/d"));
    var open = tree.write(VirtualPath.of("/d/open"), new Placement.Replace());
    TreeLab.fill(open, "never finished");
    var kept = tree.write(VirtualPath.of("/d/kept"), new Placement.Replace());
    TreeLab.fill(kept, "to be resumed");
    kept.suspend();
    System.out.println(READY);
    System.out.flush();
    if (System.in.read() >= 0) {
      open.close();
    }
  }
}
