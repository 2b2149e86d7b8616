package io.ferryftp.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/// Writes log lines in a thread of its own, so that whoever reads them slowly, or not at all, never
/// holds up a session. When too many wait, lines are left out, and a line says how many.
final class LogWriter implements AutoCloseable {
  static final int MOST_WAITING = 8192;

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /// How long lines gather before they are written: on a busy server a line a wake-up would cost
  /// more than the line.
  private static final Duration GATHERING = Duration.ofMillis(2);

  private final BlockingQueue<Optional<String>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong left = new AtomicLong();
  private final PrintStream out;
  private final LongFunction<String> lossLine;
  private final Thread thread;

  /// @param lossLine the line that says how many lines were left out
  LogWriter(PrintStream out, LongFunction<String> lossLine) {
    this.out = out;
    this.lossLine = lossLine;
    // Not virtual: a blocked pipe holds the thread that writes into it, carrier and all.
    thread = Thread.ofPlatform().daemon().name("log").start(this::write);
  }

  /// Takes a line and returns at once.
  void line(String line) {
    if (!waiting.offer(Optional.of(line))) {
      left.incrementAndGet();
    }
  }

  private void write() {
    try {
      for (var line = waiting.take(); line.isPresent(); line = waiting.take()) {
        out.println(line.get());
        long lost = left.getAndSet(0);
        if (lost > 0) {
          out.println(lossLine.apply(lost));
        }
        if (waiting.isEmpty()) {
          out.flush();
          LockSupport.parkNanos(this, GATHERING.toNanos());
        }
      }
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes what still waits, for at most a second.
  @Override
  public void close() {
    try {
      if (waiting.offer(
          Optional.empty(), LAST_WORDS.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
        thread.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
