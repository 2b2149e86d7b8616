package io.ferryftp.benchmarks;

import io.ferryftp.benchmarks.LogChart.Point;
import io.ferryftp.benchmarks.LogChart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Measures how the server grows with its sessions and with the directories that it lists, prints
/// the numbers as tables and draws them as charts.
///
/// Server and client are two processes, so that 9,000 sessions fit into 20,000 descriptors each.
///
/// Arguments: where the charts go (default `docs/growth`), a directory for test files (default the
/// system's for temporary files; a file system in memory shows the server and not the disk), the
/// most entries (default 1,000,000) and the most sessions (default 9,000).
public final class Growth {
  private static final List<Integer> SESSIONS = List.of(1, 10, 100, 1_000, 9_000);
  private static final List<Integer> ENTRIES = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final double MILLI = 1e6;

  private Growth() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path charts = Path.of(args.length > 0 ? args[0] : "docs/growth");
    Path files = Path.of(args.length > 1 ? args[1] : System.getProperty("java.io.tmpdir"));
    int entries = args.length > 2 ? Integer.parseInt(args[2]) : Integer.MAX_VALUE;
    int sessions = args.length > 3 ? Integer.parseInt(args[3]) : Integer.MAX_VALUE;
    Files.createDirectories(charts);
    Path home = Files.createTempDirectory(files, "ferry-growth");
    try {
      sessions(SESSIONS.stream().filter(n -> n <= sessions).toList(), home, charts);
      listings(ENTRIES.stream().filter(n -> n <= entries).toList(), home, charts);
    } finally {
      Files.delete(home);
    }
  }

  private static void sessions(List<Integer> counts, Path home, Path charts)
      throws IOException, InterruptedException {
    row("sessions", "NOOP/s", "median ms", "99 % ms", "files/s", "median ms", "99 % ms", "MiB");
    var seen = new ArrayList<SessionGrowth>();
    for (int count : counts) {
      SessionGrowth one = SessionGrowth.measure(count, home);
      seen.add(one);
      row(
          show(count, 0),
          show(one.noop().perSecond(), 0),
          show(one.noop().medianNanos() / MILLI, 2),
          show(one.noop().slowNanos() / MILLI, 2),
          show(one.download().perSecond(), 0),
          show(one.download().medianNanos() / MILLI, 2),
          show(one.download().slowNanos() / MILLI, 2),
          show(one.heapBytes() / 1048576.0, 1));
    }
    String x = "sessions at once";
    new LogChart(
            "What all sessions get together",
            x,
            "a second",
            List.of(
                line("NOOP", seen, one -> one.noop().perSecond()),
                line("files of 4 KiB", seen, one -> one.download().perSecond())))
        .write(charts.resolve("sessions-throughput.svg"));
    new LogChart(
            "How long one of them waits",
            x,
            "ms",
            List.of(
                line("NOOP, median", seen, one -> one.noop().medianNanos() / MILLI),
                line("file, median", seen, one -> one.download().medianNanos() / MILLI),
                line("file, 99 %", seen, one -> one.download().slowNanos() / MILLI)))
        .write(charts.resolve("sessions-latency.svg"));
    new LogChart(
            "Heap in use while they are idle",
            x,
            "MiB",
            List.of(line("heap", seen, one -> one.heapBytes() / 1048576.0)))
        .write(charts.resolve("sessions-memory.svg"));
  }

  private static Series line(
      String name, List<SessionGrowth> seen, ToDoubleFunction<SessionGrowth> value) {
    return new Series(
        name,
        seen.stream().map(one -> new Point(one.sessions(), value.applyAsDouble(one))).toList());
  }

  private static void listings(List<Integer> counts, Path home, Path charts) throws IOException {
    List<ListingGrowth> seen = ListingGrowth.measure(counts, home);
    System.out.println();
    row(
        Stream.concat(
                Stream.of("entries"),
                ListingGrowth.COMMANDS.stream()
                    .flatMap(command -> Stream.of(command + " first ms", "all ms", "entries/s")))
            .toArray(String[]::new));
    for (ListingGrowth one : seen) {
      row(
          Stream.concat(
                  Stream.of(show(one.entries(), 0)),
                  ListingGrowth.COMMANDS.stream()
                      .map(one::of)
                      .flatMap(time ->
                          Stream.of(
                              show(time.firstNanos() / MILLI, 2),
                              show(time.totalNanos() / MILLI, 1),
                              show(one.entries() / (time.totalNanos() / 1e9), 0))))
              .toArray(String[]::new));
    }
    String x = "entries of the directory";
    draw(seen, x, "A listing, from the command to its last reply", DataClient.Received::totalNanos)
        .write(charts.resolve("listings-total.svg"));
    draw(seen, x, "A listing, from the command to the first octet", DataClient.Received::firstNanos)
        .write(charts.resolve("listings-first.svg"));
  }

  private static LogChart draw(
      List<ListingGrowth> seen,
      String x,
      String title,
      ToDoubleFunction<DataClient.Received> nanos) {
    return new LogChart(
        title,
        x,
        "ms",
        ListingGrowth.COMMANDS.stream()
            .map(command ->
                new Series(
                    command,
                    seen.stream()
                        .map(one ->
                            new Point(one.entries(), nanos.applyAsDouble(one.of(command)) / MILLI))
                        .toList()))
            .toList());
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
    if (!Character.isDigit(cells[0].charAt(0))) {
      System.out.println("|---".repeat(cells.length) + "|");
    }
  }

  private static String show(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
