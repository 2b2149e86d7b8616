package io.ferryftp.tests.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Account;
import io.ferryftp.account.Authenticator;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.MemoryStorage;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever clients say in whatever order, the server does what the reference model foresees:
/// replies, what is transferred, and the files that are there at the end. With `-Dferry.seed` the
/// first sequence is the one of that seed.
final class ModelTest {
  /// Over each of the two storages.
  private static final int SEQUENCES = Scale.current().choose(1_000, 100_000);

  /// Most of the time of a sequence is waiting for the other side.
  private static final int PLAYERS = 8;

  /// The same in every `./check`, so that a change is judged by what it does; the long run looks
  /// for what nobody has seen.
  private final long seed =
      Scale.current() == Scale.LONG ? Scale.seed() : Long.getLong("ferry.seed", 1);

  @Test
  void filesOnDisk(@TempDir Path directory) throws Exception {
    try (var storage =
        LocalStorage.open(directory.resolve("data"), Symlinks.INSIDE, Durability.RELAXED)) {
      play(
          "disk",
          storage,
          (own, player) -> {
            Path home = Files.createDirectory(directory.resolve("home" + player));
            return new Place(own, home.toString(), new DiskPlayground(home));
          });
    }
  }

  @Test
  void filesInMemory() throws Exception {
    var storage = new MemoryStorage();
    play(
        "memory",
        storage,
        (own, player) -> {
          var account = new Account("playground", "/" + player, Permission.ALL);
          return new Place(own, account.home(), new TreePlayground(storage.open(account)));
        });
  }

  /// @param own address of its client
  /// @param home in the words of the storage
  private record Place(InetAddress own, String home, Playground playground) {}

  @FunctionalInterface
  private interface Homes {
    Place of(InetAddress own, int player) throws IOException;
  }

  private void play(String name, Storage storage, Homes homes) throws Exception {
    var places = new HashMap<InetAddress, Place>();
    for (int player = 0; player < PLAYERS; player++) {
      // Clients with addresses of their own do not share passive ports.
      var own = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (player + 1)});
      places.put(own, homes.of(own, player));
    }
    Authenticator authenticator =
        (offered, origin) ->
            Optional.of(offered)
                .filter(Credentials.Password.class::isInstance)
                .map(Credentials.Password.class::cast)
                .filter(some -> some.name().equals(Generator.USER))
                .filter(some -> some.password().equals(Secret.of(Generator.PASSWORD)))
                .map(some -> places.get(origin.client().getAddress()))
                .map(place -> new Account(Generator.USER, place.home(), Permission.ALL));
    var config =
        ServerConfig.builder(authenticator, storage)
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .limits(Limits.DEFAULT.toBuilder().digests(2 * PLAYERS).build())
            .build();
    try (var server = FtpServer.start(config)) {
      play(name, server.control(), List.copyOf(places.values()));
    }
  }

  private void play(String name, InetSocketAddress server, List<Place> places) throws Exception {
    var next = new AtomicInteger();
    var commands = new AtomicLong();
    var failure = new AtomicReference<String>("");
    long start = System.nanoTime();
    try (var players = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Place place : places) {
        players.execute(() -> {
          try (var dead = new Socket()) {
            dead.bind(new InetSocketAddress(place.own(), 0));
            var stage =
                new Stage(
                    server,
                    place.own(),
                    dead.getLocalPort(),
                    place.playground(),
                    offers(server, place));
            while (failure.get().isEmpty() && next.get() < SEQUENCES) {
              long own = seed + next.getAndIncrement();
              List<Step> steps = Generator.sequence(own);
              commands.addAndGet(steps.size());
              Player.play(stage, steps)
                  .ifPresent(what -> failure.compareAndSet("", explained(stage, own, steps, what)));
            }
          } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet("", e.toString());
          }
        });
      }
    }
    System.out.printf(
        "%s: %d sequences of %d commands in %.1f s, -Dferry.seed=%d%n",
        name, next.get(), commands.get(), (System.nanoTime() - start) / 1e9, seed);
    assertThat(failure.get()).isEmpty();
  }

  private static Set<String> offers(InetSocketAddress server, Place place) throws IOException {
    place.playground().reset(Generator.tree());
    try (var client = ControlClient.connect(server, new InetSocketAddress(place.own(), 0))) {
      return Offers.of(client.login(Generator.USER, Generator.PASSWORD), place.playground());
    }
  }

  /// The shortest sequence that still fails, and how to see it again.
  private static String explained(Stage stage, long seed, List<Step> steps, String first) {
    List<Step> shortest = Shrinker.shortest(steps, some -> Player.play(stage, some).isPresent());
    return "-Dferry.seed=%d begins with this sequence, cut from %d commands to %d%n%s"
        .formatted(
            seed,
            steps.size(),
            shortest.size(),
            Player.play(stage, shortest).orElse("only once: " + first));
  }
}
