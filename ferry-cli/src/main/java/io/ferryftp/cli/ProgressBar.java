package io.ferryftp.cli;

import io.ferryftp.protocol.text.WireText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// How far one transfer is, in one line: name, part of the whole, octets, rate and remaining time.
/// The rate is that of the last seconds. Drawn at most ten times a second.
final class ProgressBar {
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int LEAST_NAME = 8;
  private static final int LEAST_BAR = 5;
  private static final int MOST_BAR = 30;
  private static final Duration LONGEST_SHOWN = Duration.ofHours(100);

  private final String name;
  private final OptionalLong total;
  private final int columns;
  private final LongSupplier nanoTime;
  private final Consumer<String> draw;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long drawnAt;

  private record Sample(long at, long octets) {}

  /// @param total octets of the whole file, if somebody knows
  /// @param columns of the terminal; the line is at least one shorter
  ProgressBar(
      String name, OptionalLong total, int columns, LongSupplier nanoTime, Consumer<String> draw) {
    this.name = WireText.printable(name);
    this.total = total;
    this.columns = columns;
    this.nanoTime = nanoTime;
    this.draw = draw;
    drawnAt = nanoTime.getAsLong() - BETWEEN.toNanos();
  }

  /// The transfer has come so far.
  ///
  /// @param octets of the file that are there, also from an earlier transfer
  void at(long octets) {
    long now = nanoTime.getAsLong();
    if (samples.isEmpty() || now - samples.peekLast().at >= BETWEEN.toNanos()) {
      samples.addLast(new Sample(now, octets));
      while (samples.size() > 2 && now - samples.peekFirst().at > WINDOW.toNanos()) {
        samples.removeFirst();
      }
    }
    if (now - drawnAt >= BETWEEN.toNanos()) {
      drawnAt = now;
      draw.accept(text(now, octets));
    }
  }

  private String text(long now, long octets) {
    double rate = rate(now, octets);
    String amount =
        String.format(
            Locale.ROOT,
            "%10s  %12s",
            Sizes.text(octets),
            rate > 0 ? Sizes.text((long) rate) + "/s" : "");
    if (total.isEmpty()) {
      return line(amount, octets);
    }
    double left = rate > 0 ? (total.getAsLong() - octets) / rate : Double.POSITIVE_INFINITY;
    String part = String.format(Locale.ROOT, "%3d%%", percent(octets));
    return line(part + "  " + amount + "  " + clock(left), octets);
  }

  private String line(String facts, long octets) {
    int room = columns - 1 - facts.length() - 2;
    if (room < LEAST_NAME) {
      return facts.substring(0, Math.min(facts.length(), columns - 1));
    }
    int bar = total.isPresent() ? Math.min(MOST_BAR, room - name.length() - 4) : 0;
    if (bar < LEAST_BAR) {
      return shortened(room) + "  " + facts;
    }
    int done = (int) (bar * percent(octets) / 100);
    return shortened(room) + "  [" + "=".repeat(done) + " ".repeat(bar - done) + "]  " + facts;
  }

  private String shortened(int room) {
    // The end tells files of one kind apart better than the beginning.
    return name.length() <= room ? name : "..." + name.substring(name.length() - room + 3);
  }

  private long percent(long octets) {
    long whole = total.orElse(0);
    return whole <= 0 ? 100 : Math.clamp((long) (100.0 * octets / whole), 0, 100);
  }

  private double rate(long now, long octets) {
    Sample first = samples.getFirst();
    double seconds = (now - first.at) / 1e9;
    return seconds <= 0 ? 0 : Math.max(0, octets - first.octets) / seconds;
  }

  private static String clock(double seconds) {
    if (seconds >= LONGEST_SHOWN.toSeconds()) {
      return "--:--";
    }
    long left = Math.max(0, Math.round(seconds));
    return left < 3600
        ? String.format(Locale.ROOT, "%02d:%02d", left / 60, left % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", left / 3600, left / 60 % 60, left % 60);
  }
}
