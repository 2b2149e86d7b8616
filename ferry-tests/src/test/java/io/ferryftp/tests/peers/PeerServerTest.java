package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.tests.harness.*;
import io.ferryftp.tests.harness.FreePort;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.*;
import java.util.List;
import java.util.Optional;
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

  /// What Python does with them shows that they speak TLS as they should.
  @TestFactory
  Stream<DynamicTest> serversWithTls() {
    return PeerServer.all().stream()
        .flatMap(server ->
            Stream.of(TlsVersion.values())
                .map(version -> new Protection(Protection.Beginning.EXPLICIT, version))
                .map(tls ->
                    dynamicTest(server.name() + ", " + tls, () -> assertResumes(server, tls))));
  }

  private void assertResumes(PeerServer server, Protection tls) throws Exception {
    Peer python = Peer.require("python3");
    Path base = Files.createTempDirectory(directory, server.name());
    Path served = Files.createDirectory(base.resolve("served"));
    Path scratch = Files.createDirectory(base.resolve("scratch"));
    Path stored = SampleFile.random(served.resolve("stored"), 1, 1_000);
    var control = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePort.find());
    try (RunningServer running =
        server.start(new Site(served, scratch, control, Optional.of(tls)))) {
      Peer.Outcome outcome =
          python.run(
              base,
              Duration.ofSeconds(60),
              List.of(
                  Resource.copy("/io/ferryftp/tests/interop/session.py", base).toString(),
                  running.control().getAddress().getHostAddress(),
                  "" + running.control().getPort(),
                  Site.USER,
                  Site.PASSWORD,
                  scratch.resolve("authority.pem").toString(),
                  tls.version().word().replace('.', '_'),
                  "reuse",
                  "list .",
                  "get stored '" + base.resolve("fetched") + "'",
                  "put '" + stored + "' again"));
      assertThat(outcome.exit()).as("%s%n%s", outcome.err(), running.log()).isZero();
      assertThat(Sha256.of(base.resolve("fetched"))).isEqualTo(Sha256.of(stored));
      assertThat(Sha256.of(served.resolve("again"))).isEqualTo(Sha256.of(stored));
      boolean tickets =
          tls.version() == TlsVersion.TLS_1_2
              || !server.differences().containsKey(PeerServer.Difference.NO_TICKETS);
      assertThat(outcome.err()).contains("resumed " + (tickets ? 3 : 0));
    }
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
