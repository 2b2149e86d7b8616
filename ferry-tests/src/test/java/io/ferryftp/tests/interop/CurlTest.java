package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// curl, with nothing but the options that its manual names.
final class CurlTest {
  private static final Route PASSIVE =
      new Route(Route.Mode.PASSIVE, Route.Family.IPV4, Route.Locale.UTF8);
  private static final Route ACTIVE =
      new Route(Route.Mode.ACTIVE, Route.Family.IPV4, Route.Locale.UTF8);

  @TempDir private Path directory;
  private Servers servers;

  @BeforeEach
  void prepare() {
    servers = new Servers(directory);
  }

  @AfterEach
  void stopServers() {
    servers.close();
  }

  @TestFactory
  Stream<DynamicContainer> matrix() {
    Peer curl = Peer.require("curl");
    return new Matrix(servers, route -> mover(curl, route), PASSIVE).routes();
  }

  @Test
  void movesFilesWithPasv() throws Exception {
    assertMoves(mover(Peer.require("curl"), PASSIVE, "--disable-epsv"), PASSIVE);
  }

  @Test
  void movesFilesWithPort() throws Exception {
    assertMoves(mover(Peer.require("curl"), ACTIVE, "--disable-eprt"), ACTIVE);
  }

  private void assertMoves(Mover mover, Route route) throws Exception {
    Path local = SampleFile.random(directory.resolve("local"), 7, 100_000);
    Path fetched = directory.resolve("fetched");
    mover.upload(local, "file");
    mover.download("file", fetched);
    assertThat(Sha256.of(servers.directory(route).resolve("file"))).isEqualTo(Sha256.of(local));
    assertThat(Sha256.of(fetched)).isEqualTo(Sha256.of(local));
  }

  private Mover mover(Peer curl, Route route, String... options) throws IOException {
    return new CurlMover(
        curl, route, servers.server(route).control(), servers.scratch(route), options);
  }
}
