package io.ferryftp.tests.client;

import io.ferryftp.testkit.script.ScriptLine.ClientLine;
import io.ferryftp.testkit.script.ScriptLine.Occasion;
import io.ferryftp.testkit.script.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// What happens to a client from outside, once its server has heard the last line that it waits
/// for, and a moment later.
final class Disturbance implements AutoCloseable {
  private static final int MOMENT_MS = 300;

  private final CompletableFuture<Void> done;

  private Disturbance(CompletableFuture<Void> done) {
    this.done = done;
  }

  /// The one of this row; of most rows none. It strikes the thread that calls.
  static Disturbance of(ClientRow row, RowClient client, ScriptedServer server) {
    Thread victim = Thread.currentThread();
    Runnable strike =
        switch (row.word("while").orElse("")) {
          case "interrupt" -> victim::interrupt;
          case "close" -> () -> client.ftp().close();
          case "abort" -> () -> client.ftp().abort();
          default -> () -> {};
        };
    if (row.word("while").isEmpty()) {
      return new Disturbance(CompletableFuture.completedFuture(null));
    }
    long lines = expectedLines(row);
    Executor moment = CompletableFuture.delayedExecutor(MOMENT_MS, TimeUnit.MILLISECONDS);
    return new Disturbance(
        CompletableFuture.runAsync(() ->
                Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> isReached(row, server, lines)))
            .thenRunAsync(strike, moment));
  }

  /// How many lines the client says before it is struck: all but those of an ABOR that follows.
  private static long expectedLines(ClientRow row) {
    return row.transcripts().getFirst().lines().stream()
        .filter(line -> line instanceof ClientLine said && said.occasion() == Occasion.NOW)
        .filter(line -> !line.format().equals("C> ABOR"))
        .count();
  }

  private static boolean isReached(ClientRow row, ScriptedServer server, long lines) {
    long heard =
        server.clientLines().stream()
            .filter(line -> !line.startsWith("TYPE ") && !line.startsWith("SIZE "))
            .filter(line -> !line.startsWith("MDTM ") && !line.equals("FEAT"))
            .count();
    return server.connections() > 0 && heard >= lines && !row.transcripts().isEmpty();
  }

  @Override
  public void close() {
    done.join();
  }
}
