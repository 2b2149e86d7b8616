package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.testkit.Access;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Plays rows against Ferry, each against a server of its own, over a directory of its own.
final class FerryBench {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PASSIVE_PORTS = 3;
  private static final byte[] SAMPLE = Octets.pattern(5_000);

  private final TortureRow row;
  private final Optional<Secured> secured;
  private final Path base;

  /// @param base for the directories of all rows
  FerryBench(TortureRow row, Path base) {
    this.row = row;
    this.secured = Secured.of(row);
    this.base = base.resolve(row.id());
  }

  /// Plays the row, and fails unless Ferry answers as the row says and is as good as new behind it.
  void play() throws Exception {
    Path home = Files.createDirectories(base.resolve("home"));
    Path data = Files.createDirectories(base.resolve("data"));
    RowFiles files = RowFiles.lay(row, home, base.resolve("outside"), Scale.current());
    try (var storage = LocalStorage.open(data, Symlinks.INSIDE, Durability.RELAXED);
        var server = start(storage, home)) {
      var target =
          new Target(address(server), Launch.USER, Launch.PASSWORD, PATIENCE, Scale.current());
      Played played = RowPlay.play(row, target);
      assertThat(played.verdict())
          .as("%s%n%s%nheard %s", row, played.complaint(), played.summary())
          .isEqualTo(Verdict.AS_WANTED);
      await().atMost(PATIENCE).until(() -> server.engine().sessions() == 0);
      assertAsGoodAsNew(server, target);
      Optional<String> amiss = files.amiss(row);
      assertThat(amiss).as("%s", row).isEmpty();
    }
  }

  private InetSocketAddress address(TestFtpServer server) {
    return secured.equals(Optional.of(Secured.IMPLICIT))
        ? server.implicitAddress()
        : server.address();
  }

  private TestFtpServer start(LocalStorage storage, Path home) {
    return TestFtpServer.builder()
        .user(Launch.USER)
        .password(Launch.PASSWORD)
        .access(Access.valueOf(setting("access").orElse("READ_WRITE")))
        .storage(storage, home.toString())
        .tls(secured.map(Secured::ferry).orElse(Tls.NONE))
        .change(this::configured)
        .start();
  }

  private ServerConfig.Builder configured(ServerConfig.Builder config) {
    // A port that was given up rests for others; here all clients have one address.
    Limits.Builder limits =
        Limits.DEFAULT.toBuilder()
            .passiveRest(Duration.ofMillis(1))
            .dataConnectTime(Duration.ofSeconds(5));
    row.word("limits")
        .ifPresent(all -> Arrays.stream(all.split(", ", -1)).forEach(one -> limit(limits, one)));
    var host = InetAddress.ofLiteral(setting("host").orElse("127.0.0.1"));
    int ports = setting("passivePorts").map(Integer::valueOf).orElse(PASSIVE_PORTS);
    if (setting("ccc").isPresent()) {
      config.tls(
          ServerTls.with(CertificateSource.of(TestCertificates.server()))
              .withClearControl(ServerTls.ClearControl.ALLOWED));
    }
    return config
        .listen(new InetSocketAddress(host, 0))
        .passivePorts(Collections.nCopies(ports, 0))
        .activePort(0)
        .clock(setting("clock").isPresent() ? new JumpingClock() : InstantSource.system())
        .limits(limits.build());
  }

  private Optional<String> setting(String key) {
    return row.all("with").stream()
        .filter(setting -> setting.startsWith(key + " "))
        .map(setting -> setting.substring(key.length() + 1))
        .findFirst();
  }

  /// Sets a limit by its name, in milliseconds if it is a time.
  private static void limit(Limits.Builder limits, String setting) {
    String[] words = setting.split(" ", -1);
    Method setter =
        Arrays.stream(Limits.Builder.class.getMethods())
            .filter(method -> method.getName().equals(words[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no limit " + words[0]));
    Class<?> type = setter.getParameterTypes()[0];
    long amount = Long.parseLong(words[1]);
    Object value =
        type == Duration.class
            ? Duration.ofMillis(amount)
            : type == long.class ? (Object) amount : (Object) Math.toIntExact(amount);
    try {
      setter.invoke(limits, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(setting, e);
    }
  }

  /// A new client logs in, lists, uploads and downloads; no session is left, and no passive port is
  /// kept for one.
  private void assertAsGoodAsNew(TestFtpServer server, Target target) throws Exception {
    if (row.limitsTime()) {
      // What is too short for the clients of the row may be too short for this one on a busy
      // machine; everywhere else the first attempt has to succeed.
      await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> serves(server, target));
    } else {
      assertThat(serves(server, target)).as("%s: a new client is served", row).isTrue();
    }
    await().atMost(PATIENCE).until(() -> server.engine().sessions() == 0);
  }

  private boolean serves(TestFtpServer server, Target target)
      throws IOException, InterruptedException {
    // All the ports that there are, or as many as make sure that none is kept.
    int others = Math.min(server.engine().passivePorts().size(), PASSIVE_PORTS) - 1;
    return secured.isPresent()
        ? Afterwards.serves(row, target, secured.get(), others)
        : serves(server, others);
  }

  private boolean serves(TestFtpServer server, int others) throws IOException {
    var waiting = new ArrayList<ControlClient>();
    try (ControlClient fresh = login(server)) {
      boolean writes = setting("access").isEmpty();
      assertThat(new String(download(fresh, "NLST"), StandardCharsets.UTF_8)).contains(row.id());
      if (writes) {
        try (Socket data = fresh.extendedPassive()) {
          fresh.expectOpening("STOR after");
          data.getOutputStream().write(SAMPLE);
        }
        fresh.expect(226);
        assertThat(download(fresh, "RETR after")).isEqualTo(SAMPLE);
        fresh.expect(250, "DELE after");
      }
      fresh.expect(229, "EPSV");
      for (int i = 0; i < others; i++) {
        ControlClient other = login(server);
        waiting.add(other);
        other.expect(229, "EPSV");
      }
      return true;
    } finally {
      for (ControlClient each : List.copyOf(waiting)) {
        each.close();
      }
    }
  }

  private static byte[] download(ControlClient client, String command) throws IOException {
    try (Socket data = client.extendedPassive()) {
      client.expectOpening(command);
      byte[] content = data.getInputStream().readAllBytes();
      client.expect(226);
      return content;
    }
  }

  private static ControlClient login(TestFtpServer server) throws IOException {
    ControlClient client = ControlClient.connect(server.address());
    client.login(Launch.USER, Launch.PASSWORD);
    return client;
  }
}
