package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The client over TLS with every server, in each version of TLS alone, and in each way to begin
/// it. Servers demand what they demand by default, which is for some of them that data connections
/// resume the session of their control connection. The caller sees no failure.
final class FtpsMatrixTest {
  private static final ServerTrust TRUST =
      new ServerTrust.Vouched(
          List.of(TestCertificates.authority()),
          KnownCertificates.NONE,
          UnknownCertificate.REFUSED);

  private record Place(PeerServer server, Protection tls) {
    @Override
    public String toString() {
      return server.name() + ", " + tls;
    }
  }

  @TempDir private Path directory;
  private final Map<Place, RunningServer> running = new HashMap<>();

  @AfterEach
  void stopServers() {
    running.values().forEach(RunningServer::close);
  }

  @TestFactory
  Stream<DynamicContainer> matrix() {
    return PeerServer.all().stream()
        .flatMap(server ->
            server.beginnings().stream()
                .sorted()
                .flatMap(beginning ->
                    Stream.of(TlsVersion.values())
                        .map(version -> new Place(server, new Protection(beginning, version)))))
        .map(place -> dynamicContainer(place.toString(), cases(place)));
  }

  private Stream<DynamicTest> cases(Place place) {
    return ProtectedCases.all(place.tls()).stream()
        .map(each -> dynamicTest(each.name() + ", " + place, () -> run(each, place)));
  }

  private void run(Case each, Place place) throws Exception {
    RunningServer server = server(place);
    var heard = new Conversation();
    try (Encounter with = Encounter.of(place.server(), config(server, place, heard), base(place))) {
      each.body().run(with);
      assertProtected(heard, place);
    } catch (TestAbortedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s%n%s%nserver: %s".formatted(e.getMessage(), heard, server.log()), e);
    }
  }

  /// Everything was, and in this version, the only one that the server speaks.
  private static void assertProtected(Conversation heard, Place place) {
    assertThat(heard.events(ClientEvent.ControlProtected.class))
        .isNotEmpty()
        .allMatch(event -> event.tls().protocol().equals(place.tls().version().word()));
    assertThat(heard.events(ClientEvent.DataProtected.class))
        .allMatch(event -> event.tls().protocol().equals(place.tls().version().word()))
        .hasSameSizeAs(heard.events(ClientEvent.DataConnectionOpened.class));
  }

  private static ClientConfig config(RunningServer server, Place place, Conversation heard) {
    TlsMode mode =
        switch (place.tls().beginning()) {
          case EXPLICIT -> TlsMode.EXPLICIT;
          case IMPLICIT -> TlsMode.IMPLICIT;
        };
    return Encounter.config(server, DataMode.PASSIVE_ONLY, heard)
        .tls(ClientTls.DEFAULT.withMode(mode).withTrust(TRUST))
        .build();
  }

  private RunningServer server(Place place) throws Exception {
    RunningServer server = running.get(place);
    if (server == null) {
      Path served = Files.createDirectories(base(place).resolve("served"));
      Path scratch = Files.createDirectories(base(place).resolve("server"));
      var control = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePort.find());
      server = place.server().start(new Site(served, scratch, control, Optional.of(place.tls())));
      running.put(place, server);
    }
    return server;
  }

  private Path base(Place place) throws IOException {
    String name = place.toString().replaceAll("[^A-Za-z0-9]+", "-");
    return Files.createDirectories(directory.resolve(name));
  }
}
