package io.ferryftp.tests.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/// Port numbers that a test must know before it binds them.
public final class FreePort {
  private static final int FIRST = 22_000;
  private static final int LAST = 32_000;

  private FreePort() {}

  /// A port that is free now and that the kernel does not give out for port 0, so that no other
  /// socket of this machine gets it by chance.
  public static int find() {
    var random = new Random();
    for (int tries = 0; tries < LAST - FIRST; tries++) {
      int port = random.nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
  }

  private static boolean isFree(int port) {
    try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
