package io.ferryftp.tests.peers;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.client.config.DataMode;
import io.ferryftp.tests.harness.FreePort;
import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Everything that the client can do, with every server, over every route.
final class ClientMatrixTest {
  private static final List<String> HOSTS = List.of("127.0.0.1", "::1");
  private static final List<DataMode> MODES = List.of(DataMode.PASSIVE_ONLY, DataMode.ACTIVE_ONLY);

  private record Place(PeerServer server, String host) {}

  @TempDir private Path directory;
  private final Map<Place, RunningServer> running = new HashMap<>();

  @AfterEach
  void stopServers() {
    running.values().forEach(RunningServer::close);
  }

  @TestFactory
  Stream<DynamicContainer> matrix() {
    return PeerServer.all().stream()
        .flatMap(server -> HOSTS.stream().map(host -> new Place(server, host)))
        .flatMap(place -> MODES.stream().map(mode -> route(place, mode)));
  }

  private DynamicContainer route(Place place, DataMode mode) {
    String route = "%s, %s, %s".formatted(place.server().name(), mode, place.host());
    var chapters = new ArrayList<>(List.of(DirectoryCases.all(), TransferCases.all()));
    boolean all = Scale.current() == Scale.LONG;
    // The family of addresses makes no difference to these, and to names neither does who connects.
    if (all || !place.host().equals("::1")) {
      chapters.add(BreakCases.all());
    }
    if (all || (!place.host().equals("::1") && mode == MODES.getFirst())) {
      chapters.add(NameCases.all());
    }
    Stream<Case> cases = chapters.stream().flatMap(List::stream);
    return dynamicContainer(
        route,
        cases.map(each -> dynamicTest(each.name() + ", " + route, () -> run(each, place, mode))));
  }

  private void run(Case each, Place place, DataMode mode) throws Exception {
    RunningServer server = server(place);
    var heard = new Conversation();
    try (Encounter encounter = Encounter.of(place.server(), server, mode, heard, base(place))) {
      each.body().run(encounter);
    } catch (TestAbortedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s%n%s%nserver: %s".formatted(e.getMessage(), heard, server.log()), e);
    }
  }

  private RunningServer server(Place place) throws Exception {
    RunningServer server = running.get(place);
    if (server == null) {
      Path served = Files.createDirectories(base(place).resolve("served"));
      Path scratch = Files.createDirectories(base(place).resolve("server"));
      var control = new InetSocketAddress(InetAddress.ofLiteral(place.host()), FreePort.find());
      server = place.server().start(new Site(served, scratch, control));
      running.put(place, server);
    }
    return server;
  }

  private Path base(Place place) throws IOException {
    String name = place.server().name() + (place.host().equals("::1") ? "-6" : "-4");
    return Files.createDirectories(directory.resolve(name));
  }
}
