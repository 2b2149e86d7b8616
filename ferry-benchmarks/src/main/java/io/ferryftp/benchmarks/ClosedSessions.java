package io.ferryftp.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Logs in and leaves, many times in a row, and shows that nothing stays behind in the server.
///
/// Arguments: the number of sessions (default 10000).
public final class ClosedSessions {
  /// Sessions before the first look, to load classes and to fill what has a bound.
  private static final int WARM_UP = 200;

  private static final int LOOKS = 4;

  private ClosedSessions() {}

  /// Runs it once, with a server of its own.
  ///
  /// @return what the server used before, and after each quarter of the sessions
  public static List<Memory> run(int sessions, Protection protection)
      throws IOException, InterruptedException {
    try (var server = new ServerProcess(protection)) {
      comeAndGo(server.port(), WARM_UP, protection);
      var seen = new ArrayList<Memory>();
      seen.add(server.memory(0));
      for (int i = 0; i < LOOKS; i++) {
        comeAndGo(server.port(), sessions / LOOKS, protection);
        seen.add(server.memory(0));
      }
      return seen;
    }
  }

  private static void comeAndGo(int port, int sessions, Protection protection) throws IOException {
    for (int i = 0; i < sessions; i++) {
      try (var client = new IdleClient(port, protection)) {
        client.ask("NOOP");
      }
    }
  }

  /// Runs it with each version of TLS and prints a line for each.
  public static void main(String[] args) throws Exception {
    int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    for (Protection protection : List.of(Protection.TLS_1_2, Protection.TLS_1_3)) {
      System.out.printf("%s: %d sessions, one after the other:", protection.protocol(), sessions);
      for (Memory memory : run(sessions, protection)) {
        System.out.printf(
            " heap %.2f MiB, resident %.1f MiB;",
            memory.heapBytes() / 1048576.0, memory.residentBytes() / 1048576.0);
      }
      System.out.println();
    }
  }
}
