package io.ferryftp.tests.fallback;

import static io.ferryftp.protocol.data.DataWay.ACTIVE;
import static io.ferryftp.protocol.data.DataWay.EPSV;
import static io.ferryftp.protocol.data.DataWay.PASV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.SampleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// One way in which data connections are blocked, and what the client makes of it.
///
/// @param host the loopback address that is used
/// @param mode of the client
/// @param blocks the ways that are blocked, and how
/// @param through the way that the client finds in the end
record Scene(String host, DataMode mode, Map<DataWay, Block> blocks, Optional<DataWay> through) {
  private static final Duration DATA_CONNECTION = Duration.ofMillis(300);

  /// For everything but the waiting for a way that hangs: commands, replies, a busy machine.
  private static final Duration SLACK = Duration.ofSeconds(4);

  private static final byte[] CONTENT = SampleFile.content(3, 100_000);

  /// All there are, in the order of the ways that each mode tries.
  static List<Scene> all() {
    var scenes = new ArrayList<Scene>();
    for (DataMode mode : DataMode.values()) {
      List<DataWay> ways = mode.ways();
      for (int blocked = 0; blocked <= ways.size(); blocked++) {
        for (Block block : blocked == 0 ? List.of(Block.REPLY) : List.of(Block.values())) {
          var blocks = new EnumMap<DataWay, Block>(DataWay.class);
          ways.subList(0, blocked).forEach(way -> blocks.put(way, block));
          Optional<DataWay> through = ways.stream().skip(blocked).findFirst();
          scenes.add(new Scene("127.0.0.1", mode, blocks, through));
        }
      }
    }
    // Not all of one kind, and the other family, which has no PASV.
    scenes.add(v4(DataMode.AUTO, Map.of(EPSV, Block.REPLY, PASV, Block.HANG), ACTIVE));
    scenes.add(v4(DataMode.ACTIVE, Map.of(ACTIVE, Block.HANG, EPSV, Block.RESET), PASV));
    for (Block block : Block.values()) {
      scenes.add(new Scene("::1", DataMode.AUTO, Map.of(EPSV, block), Optional.of(ACTIVE)));
      scenes.add(new Scene("::1", DataMode.ACTIVE, Map.of(ACTIVE, block), Optional.of(EPSV)));
      scenes.add(new Scene("::1", DataMode.PASSIVE_ONLY, Map.of(EPSV, block), Optional.empty()));
      scenes.add(new Scene("::1", DataMode.ACTIVE_ONLY, Map.of(ACTIVE, block), Optional.empty()));
    }
    return scenes;
  }

  private static Scene v4(DataMode mode, Map<DataWay, Block> blocks, DataWay through) {
    return new Scene("127.0.0.1", mode, blocks, Optional.of(through));
  }

  /// Plays it: a first transfer that has to find its way, and a second one that remembers it.
  void play(Path directory, Obstruction obstruction) throws IOException {
    Path served = Files.createTempDirectory(directory, "served");
    Files.write(served.resolve("file"), CONTENT);
    var loopback = new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    List<ClientEvent> events = new CopyOnWriteArrayList<>();
    try (EmbeddedServer server =
            EmbeddedServer.over(
                served, Files.createTempDirectory(directory, "data"), b -> b.listen(loopback));
        Relay relay = new Relay(server.control(), blocks, obstruction)) {
      ClientConfig config =
          ClientConfig.builder(host)
              .port(relay.control().getPort())
              .dataMode(mode)
              .limits(ClientLimits.DEFAULT.withDataConnection(DATA_CONNECTION))
              .memory(new SharedMemory())
              .listener(events::add)
              .build();
      try (FtpClient client =
          FtpClient.open(config, Login.of(Launch.USER, Secret.of(Launch.PASSWORD)))) {
        if (through.isPresent()) {
          assertFindsTheWay(client, events);
          assertRemembersTheWay(client, events);
        } else {
          assertFindsNoWay(client, events);
        }
        assertThat(ways(events)).as("ways that were tried").isSubsetOf(mode.ways());
        assertThat(client.workingDirectory()).isEqualTo("/");
      }
    } catch (IOException | AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + shown(events), e);
    }
  }

  private void assertFindsTheWay(FtpClient client, List<ClientEvent> events) throws IOException {
    long start = System.nanoTime();
    assertFetches(client);
    assertInTime(start);
    assertThat(ways(events)).containsExactlyElementsOf(expectedWays());
    assertThat(opened(events)).containsExactly(through.orElseThrow());
    assertThat(failed(events)).containsExactlyElementsOf(blockedInOrder());
  }

  private void assertRemembersTheWay(FtpClient client, List<ClientEvent> events)
      throws IOException {
    events.clear();
    assertFetches(client);
    assertThat(ways(events)).as("second time").containsExactly(through.orElseThrow());
    assertThat(failed(events)).isEmpty();
  }

  private void assertFindsNoWay(FtpClient client, List<ClientEvent> events) {
    long start = System.nanoTime();
    assertThat(catchThrowable(() -> assertFetches(client)))
        .isInstanceOfAny(DataConnectionException.class, RefusedException.class);
    assertInTime(start);
    assertThat(failed(events)).containsExactlyElementsOf(blockedInOrder());
    assertThat(opened(events)).isEmpty();
  }

  private static void assertFetches(FtpClient client) throws IOException {
    var fetched = new ByteArrayOutputStream();
    client.retrieve("file", fetched, TransferOptions.DEFAULT);
    assertThat(fetched.toByteArray()).isEqualTo(CONTENT);
  }

  /// Every way that hangs costs the limit, and nothing else costs more than moments.
  private void assertInTime(long start) {
    long hangs = blocks.values().stream().filter(block -> block == Block.HANG).count();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(DATA_CONNECTION.multipliedBy(hangs))
        .isLessThan(DATA_CONNECTION.multipliedBy(hangs).plus(SLACK));
  }

  private List<DataWay> blockedInOrder() {
    return mode.ways().stream().filter(blocks::containsKey).toList();
  }

  private List<DataWay> expectedWays() {
    var ways = new ArrayList<>(blockedInOrder());
    through.ifPresent(ways::add);
    return ways;
  }

  /// The ways that the client's commands asked for.
  private static List<DataWay> ways(List<ClientEvent> events) {
    return commands(events).stream()
        .map(line -> line.split(" ", 2)[0])
        .<DataWay>mapMulti((verb, ways) -> {
          switch (verb) {
            case "EPSV" -> ways.accept(EPSV);
            case "PASV" -> ways.accept(PASV);
            case "PORT", "EPRT" -> ways.accept(ACTIVE);
            default -> {}
          }
        })
        .toList();
  }

  private static List<String> commands(List<ClientEvent> events) {
    return events.stream()
        .filter(ClientEvent.CommandSent.class::isInstance)
        .map(event -> ((ClientEvent.CommandSent) event).line())
        .toList();
  }

  private static List<DataWay> failed(List<ClientEvent> events) {
    return events.stream()
        .filter(ClientEvent.DataWayFailed.class::isInstance)
        .map(event -> ((ClientEvent.DataWayFailed) event).way())
        .toList();
  }

  private static List<DataWay> opened(List<ClientEvent> events) {
    return events.stream()
        .filter(ClientEvent.DataConnectionOpened.class::isInstance)
        .map(event -> ((ClientEvent.DataConnectionOpened) event).way())
        .toList();
  }

  private static String shown(List<ClientEvent> events) {
    return String.join("\n", events.stream().map(ClientEvent::toString).toList());
  }

  @Override
  public String toString() {
    String what = blocks.isEmpty() ? "nothing is blocked" : "blocked " + new TreeMap<>(blocks);
    return "%s, %s: %s".formatted(mode, host.equals("::1") ? "IPv6" : "IPv4", what);
  }
}
