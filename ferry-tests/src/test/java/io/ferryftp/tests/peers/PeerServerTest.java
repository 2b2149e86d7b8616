package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FreePort;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The servers of others start, let the account in, store what it sends, and end.
final class PeerServerTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> servers() {
    return PeerServer.all().stream()
        .flatMap(server ->
            Stream.of("127.0.0.1", "::1")
                .map(host ->
                    dynamicTest(server.name() + " on " + host, () -> assertServes(server, host))));
  }

  private void assertServes(PeerServer server, String host) throws Exception {
    Path base = Files.createTempDirectory(directory, server.name());
    Path served = Files.createDirectory(base.resolve("served"));
    Path scratch = Files.createDirectory(base.resolve("scratch"));
    var control = new InetSocketAddress(InetAddress.ofLiteral(host), FreePort.find());
    RunningServer running = server.start(new Site(served, scratch, control));
    try (running;
        var client = ControlClient.connect(running.control())) {
      client.login(Site.USER, Site.PASSWORD);
      assertThat(client.ask("MKD made").code()).as(running.log()).isEqualTo(257);
      assertThat(served.resolve("made")).isDirectory();
    }
    try (var after = new Socket()) {
      assertThat(catchThrowable(() -> after.connect(control)))
          .as("the server is gone")
          .isInstanceOf(ConnectException.class);
    }
  }
}
