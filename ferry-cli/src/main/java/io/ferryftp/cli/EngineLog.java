package io.ferryftp.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Sends what the engine writes to `System.Logger` (its own faults, with their stack traces) where
/// the other log lines go, in their form.
final class EngineLog extends Handler {
  private final Consumer<String> out;
  private final Function<Entry, String> form;
  private final SimpleFormatter texts = new SimpleFormatter();

  /// @param trace the stack trace, or empty
  record Entry(Level level, String message, String trace) {}

  private EngineLog(Consumer<String> out, Function<Entry, String> form) {
    this.out = out;
    this.form = form;
  }

  /// Replaces the JDK's own handlers.
  static void install(Consumer<String> out, Function<Entry, String> form) {
    LogManager.getLogManager().reset();
    var log = new EngineLog(out, form);
    log.setLevel(Level.WARNING);
    LogManager.getLogManager().getLogger("").addHandler(log);
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      out.accept(
          form.apply(new Entry(record.getLevel(), texts.formatMessage(record), trace(record))));
    }
  }

  private static String trace(LogRecord record) {
    Throwable thrown = record.getThrown();
    if (thrown == null) {
      return "";
    }
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public void flush() {
    // The log writer flushes.
  }

  @Override
  public void close() {
    // The log writer is closed by whoever opened it.
  }
}
