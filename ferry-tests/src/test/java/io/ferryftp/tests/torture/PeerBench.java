package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FreePort;
import io.ferryftp.tests.harness.Program;
import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.peers.PeerServer;
import io.ferryftp.tests.peers.RunningServer;
import io.ferryftp.tests.peers.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Plays rows against one of the other servers, one after the other. Whatever it does is told and
/// fails nothing; a server that serves nobody any more is started anew.
final class PeerBench implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Where a row waits for a limit of time, and one server counts minutes.
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(75);

  private static final byte[] SAMPLE = Octets.pattern(5_000);

  private final PeerServer server;
  private final Path base;
  private final Map<Place, RunningServer> running = new HashMap<>();

  /// How a server has to be for a row.
  private record Place(String host, Set<Site.Manner> manners, Optional<Secured> secured) {
    static Place of(TortureRow row) {
      String host = row.all("with").contains("host ::1") ? "::1" : "127.0.0.1";
      return new Place(
          host,
          row.limitsTime()
              ? EnumSet.of(Site.Manner.CONFINED, Site.Manner.IMPATIENT)
              : EnumSet.of(Site.Manner.CONFINED),
          Secured.of(row));
    }

    /// The name of its directory.
    String name() {
      return "served"
          + (host.equals("::1") ? "6" : "")
          + (isImpatient() ? "-short" : "")
          + secured.map(tls -> "-" + tls).orElse("");
    }

    boolean isImpatient() {
      return manners.contains(Site.Manner.IMPATIENT);
    }
  }

  /// @param base for everything that it serves and writes
  PeerBench(PeerServer server, Path base) {
    this.server = server;
    this.base = base;
  }

  /// What it answers to a row, as the page shows it.
  String answer(TortureRow row) throws IOException, InterruptedException {
    Place place = Place.of(row);
    if (place.secured().filter(tls -> !server.beginnings().contains(tls.beginning())).isPresent()) {
      return "no implicit port " + ConformancePage.NOT_ASKED;
    }
    RunningServer now = server(place);
    RowFiles files =
        RowFiles.lay(row, served(place), base.resolve("outside").resolve(row.id()), Scale.NORMAL);
    var target =
        new Target(
            now.control(),
            Site.USER,
            Site.PASSWORD,
            place.isImpatient() ? LONG_PATIENCE : PATIENCE,
            Scale.NORMAL);
    Played played = RowPlay.play(row, target);
    if (isAmiss(row, files)) {
      played = played.but("not as it has to be");
    }
    boolean serves =
        place.secured().isPresent()
            ? Afterwards.serves(row, target, place.secured().get(), 0)
            : serves(now);
    if (!serves) {
      played = played.but("hangs");
      now.close();
      running.remove(place);
    }
    return played.summary() + " " + played.verdict().mark();
  }

  private static boolean isAmiss(TortureRow row, RowFiles files) {
    try {
      return files.amiss(row).isPresent();
    } catch (IOException missing) {
      return true; // What a rule asks for cannot be read.
    }
  }

  private RunningServer server(Place place) throws IOException, InterruptedException {
    RunningServer known = running.get(place);
    if (known != null) {
      return known;
    }
    Path scratch = Files.createTempDirectory(base, "scratch");
    var control = new InetSocketAddress(InetAddress.ofLiteral(place.host()), FreePort.find());
    var site =
        new Site(
            served(place),
            scratch,
            control,
            place.secured().map(Secured::protection),
            place.manners());
    RunningServer started = server.start(site);
    running.put(place, started);
    return started;
  }

  private Path served(Place place) throws IOException {
    return Files.createDirectories(base.resolve(place.name()));
  }

  /// Whether a new client can log in, list, upload and download.
  private static boolean serves(RunningServer server) {
    try (ControlClient fresh = ControlClient.connect(server.control())) {
      fresh.patience(PATIENCE);
      fresh.login(Site.USER, Site.PASSWORD);
      fresh.download("NLST");
      try (Socket data = fresh.extendedPassive()) {
        fresh.expectOpening("STOR after");
        data.getOutputStream().write(SAMPLE);
      }
      fresh.expect(226);
      boolean whole = Arrays.equals(fresh.download("RETR after"), SAMPLE);
      fresh.expect(250, "DELE after");
      return whole;
    } catch (IOException | AssertionError e) {
      return false;
    }
  }

  /// Which version of a server is here, by the change log of its Debian package.
  static String version(String server) throws IOException {
    String packaged =
        switch (server) {
          case "proftpd" -> "proftpd-core";
          case "pyftpdlib" -> "python3-pyftpdlib";
          default -> server;
        };
    String log = "usr/share/doc/" + packaged + "/changelog.Debian.gz";
    Path file = Program.unpackedPath(log).orElse(Path.of("/", log));
    if (!Files.isReadable(file)) {
      return "unknown version";
    }
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return String.valueOf(lines.readLine()).replaceFirst(".*\\((.*?)\\).*", "$1");
    }
  }

  @Override
  public void close() {
    running.values().forEach(RunningServer::close);
  }
}
