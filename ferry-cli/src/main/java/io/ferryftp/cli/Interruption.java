package io.ferryftp.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Ctrl-C and SIGTERM while a command of the client works: the working thread is interrupted, so
/// that it aborts the transfer, says what is left and returns; when that takes too long, or at the
/// second signal, the connections are closed and the program ends.
final class Interruption implements AutoCloseable {
  /// How long a server that does not answer holds up the end.
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Thread worker;
  private final Runnable closeAll;
  private final Consumer<String> lastWords;
  private final AtomicReference<Optional<ExitCode>> code = new AtomicReference<>(Optional.empty());
  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption(Thread worker, Runnable closeAll, Consumer<String> lastWords) {
    this.worker = worker;
    this.closeAll = closeAll;
    this.lastWords = lastWords;
  }

  /// Takes the signals for the work of this thread.
  ///
  /// @param closeAll closes the connections at once; called from another thread
  /// @param lastWords hears why the program ends before the work has; called from another thread
  static Interruption watch(Runnable closeAll, Consumer<String> lastWords) {
    var interruption = new Interruption(Thread.currentThread(), closeAll, lastWords);
    Signals signals = Signals.take(interruption::stop);
    Thread.ofPlatform().daemon().name("signals").start(() -> interruption.await(signals));
    return interruption;
  }

  /// What to tell the shell; empty if there was no signal.
  Optional<ExitCode> code() {
    return code.get();
  }

  private void await(Signals signals) {
    try {
      code.set(Optional.of(code(signals.awaitFirst())));
      worker.interrupt();
      if (!over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        lastWords.accept(
            "interrupted; the transfer did not end in %d s".formatted(PATIENCE.toSeconds()));
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    closeAll.run();
    Runtime.getRuntime().halt(code().orElse(ExitCode.INTERRUPTED).number());
  }

  private static ExitCode code(Signals.Kind kind) {
    return switch (kind) {
      case INT -> ExitCode.INTERRUPTED;
      case TERM, HUP -> ExitCode.TERMINATED;
    };
  }

  /// The work is over.
  @Override
  public void close() {
    over.countDown();
  }
}
