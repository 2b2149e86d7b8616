package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// lftp, which keeps connections, pipelines commands and reads listings.
final class LftpTest {
  private static final Route THOROUGH =
      new Route(Route.Mode.ACTIVE, Route.Family.IPV6, Route.Locale.UTF8);

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
    Peer lftp = Peer.require("lftp");
    return new Matrix(servers, route -> mover(lftp, route), THOROUGH).routes();
  }

  private Mover mover(Peer lftp, Route route) throws IOException {
    return new LftpMover(lftp, route, servers.server(route).control(), servers.scratch(route));
  }
}
