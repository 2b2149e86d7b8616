package io.ferryftp.benchmarks;

import io.ferryftp.benchmarks.PeerLoad.Peer;
import io.ferryftp.benchmarks.PeerLoad.Work;
import io.ferryftp.client.config.Login;
import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Servers side by side, under the load of Ferry's own client; prints a Markdown table. Started by
/// `ferry-benchmarks/peers`, which starts the servers.
///
/// Arguments: seconds for each measurement, rounds, a regular expression that chooses rows, then
/// `NAME:PORT:PID:USER` for each server; the first is Ferry. In each row the servers take turns, so
/// that what else the machine does hits all.
public final class PeerComparison {
  private static final int FIXED_ARGUMENTS = 3;
  private static final List<Protection> PROTECTIONS = List.of(Protection.NONE, Protection.TLS_1_3);
  private static final String IDLE = "KiB (less is better)";

  /// What makes the just-in-time compilers of both ends do their work before it is measured.
  private static final List<Work> WARMING =
      List.of(Work.LOGIN, Work.SMALL_DOWNLOAD, Work.SMALL_UPLOAD);

  private static final int WARMING_SESSIONS = 8;

  private final Duration time;
  private final int rounds;
  private final List<Row> rows;
  private final List<Peer> peers;

  /// One row.
  ///
  /// @param unit what a measured 1 is divided by
  private record Row(
      String title, Work work, int sessions, Protection protection, double unit, String measure) {}

  private PeerComparison(Duration time, int rounds, List<Row> rows, List<Peer> peers) {
    this.time = time;
    this.rounds = rounds;
    this.rows = rows;
    this.peers = peers;
  }

  /// Measures and prints.
  public static void main(String[] args) throws InterruptedException {
    var time = Duration.ofMillis(Math.round(Double.parseDouble(args[0]) * 1000));
    Pattern chosen = Pattern.compile(args[2]);
    List<Row> rows = rows().stream().filter(row -> chosen.matcher(row.title()).find()).toList();
    List<Peer> peers = Arrays.stream(args).skip(FIXED_ARGUMENTS).map(PeerComparison::peer).toList();
    if (rows.isEmpty()) {
      System.err.println("No row is called anything like " + chosen + "; there are");
      rows().forEach(row -> System.err.println("  " + row.title()));
      System.exit(2);
    }
    new PeerComparison(time, Integer.parseInt(args[1]), rows, peers).run();
  }

  private static Peer peer(String text) {
    String[] parts = text.split(":", -1);
    Login login =
        parts[3].equals("anonymous") ? Login.ANONYMOUS : Login.of(parts[3], Secret.of("bench"));
    return new Peer(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), login);
  }

  private static List<Row> rows() {
    var rows = new ArrayList<Row>();
    // Servers that nobody has asked anything have no memory left of what was before.
    rows.add(row("idle session", Work.IDLE, 200, Protection.NONE, 1024, IDLE));
    rows.add(row("idle session TLS", Work.IDLE, 200, Protection.TLS_1_3, 1024, IDLE));
    for (Protection tls : PROTECTIONS) {
      String over = tls == Protection.NONE ? "" : " TLS";
      for (int n : new int[] {1, 8}) {
        rows.add(row("download" + over, Work.DOWNLOAD, n, tls, 1e6, "MB/s"));
        rows.add(row("upload" + over, Work.UPLOAD, n, tls, 1e6, "MB/s"));
        rows.add(row("logins" + over, Work.LOGIN, n, tls, 1, "/s"));
      }
      for (int n : new int[] {1, 8, 64}) {
        rows.add(row("4 KiB downloads" + over, Work.SMALL_DOWNLOAD, n, tls, 1, "/s"));
        rows.add(row("4 KiB uploads" + over, Work.SMALL_UPLOAD, n, tls, 1, "/s"));
      }
    }
    rows.add(row("names of 100,000", Work.LISTING, 1, Protection.NONE, 1, "entries/s"));
    return rows;
  }

  private static Row row(
      String what, Work work, int sessions, Protection protection, double unit, String measure) {
    return new Row(what + ", " + sessions, work, sessions, protection, unit, measure);
  }

  private void run() throws InterruptedException {
    System.out.println(
        "| | "
            + peers.stream().map(Peer::name).collect(Collectors.joining(" | "))
            + " | Ferry / best other |");
    System.out.println("|---|" + "---|".repeat(peers.size() + 1));
    long begun = System.nanoTime();
    boolean isWarm = false;
    for (int i = 0; i < rows.size(); i++) {
      if (!isWarm && rows.get(i).work() != Work.IDLE) {
        isWarm = true;
        warmUp();
      }
      System.err.printf(
          "%3d s, row %d of %d: %s%n",
          Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
          i + 1,
          rows.size(),
          rows.get(i).title());
      System.out.println(measured(rows.get(i)));
    }
    System.out.printf(
        Locale.ROOT,
        "%nMedians of %d rounds of %.1f s on %d processors, load by Ferry's client beside the"
            + " servers; %s.%n",
        rounds,
        time.toMillis() / 1e3,
        Runtime.getRuntime().availableProcessors(),
        LocalDate.now(ZoneId.systemDefault()));
  }

  private void warmUp() throws InterruptedException {
    System.err.println("warming up ...");
    for (Protection tls : PROTECTIONS) {
      if (rows.stream().anyMatch(row -> row.protection() == tls && row.work() != Work.IDLE)) {
        for (Work work : WARMING) {
          Row unprinted = row("warming up", work, WARMING_SESSIONS, tls, 1, "/s");
          for (Peer peer : peers) {
            OptionalDouble _ = once(peer, unprinted, time.dividedBy(2));
          }
        }
      }
    }
  }

  /// Empty, and said on standard error, if it fails.
  private static OptionalDouble once(Peer peer, Row row, Duration time)
      throws InterruptedException {
    try {
      var load = new PeerLoad(peer, row.work(), row.sessions(), row.protection());
      return OptionalDouble.of(load.measure(time) / row.unit());
    } catch (IOException e) {
      System.err.println(peer.name() + ", " + row.title() + ": " + e.getMessage());
      return OptionalDouble.empty();
    }
  }

  private String measured(Row row) throws InterruptedException {
    Map<Peer, List<Double>> results = new LinkedHashMap<>();
    peers.forEach(peer -> results.put(peer, new ArrayList<>()));
    // What a second idle measurement of the same process says, is what the first one left.
    int times = row.work() == Work.IDLE ? 1 : rounds;
    var order = new ArrayList<>(peers);
    for (int i = 0; i < times; i++) {
      for (Peer peer : order) {
        List<Double> own = results.computeIfAbsent(peer, _ -> new ArrayList<>());
        once(peer, row, time).ifPresent(own::add);
      }
      Collections.rotate(order, 1); // No server is always behind the same other one.
    }
    var line = new StringBuilder("| " + row.title() + ", " + row.measure() + " |");
    var medians = results.values().stream().map(PeerComparison::median).toList();
    medians.forEach(median ->
        line.append(median.isPresent() ? " %s |".formatted(number(median.getAsDouble())) : " - |"));
    return line.append(' ').append(ratio(row, medians)).append(" |").toString();
  }

  private static String ratio(Row row, List<OptionalDouble> medians) {
    var others =
        medians.stream()
            .skip(1)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble);
    OptionalDouble best = row.work() == Work.IDLE ? others.min() : others.max();
    return best.isPresent() && medians.getFirst().isPresent()
        ? String.format(Locale.ROOT, "%.2f", medians.getFirst().getAsDouble() / best.getAsDouble())
        : "-";
  }

  private static OptionalDouble median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
