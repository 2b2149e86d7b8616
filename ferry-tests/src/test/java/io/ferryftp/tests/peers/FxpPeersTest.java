package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.account.Concession;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Ferry and the servers of others copy files between them, both ways, whichever is passive. The
/// others keep their usual policy: the client speaks to them from Ferry's address, so that for them
/// Ferry's data connections are the client's own; for Ferry it is at a third one.
final class FxpPeersTest {
  private static final String TEXT = "a line of one server\n".repeat(2000);
  private static final InetSocketAddress FERRY = at("127.0.0.2");
  private static final InetSocketAddress CLIENT = at("127.0.0.3");

  @TempDir private Path directory;

  private static InetSocketAddress at(String literal) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), 0);
  }

  @TestFactory
  Stream<DynamicTest> servers() {
    return PeerServer.all().stream()
        .filter(server -> !(server instanceof FerryServer))
        .map(server -> dynamicTest(server.name(), () -> copyBothWays(server)));
  }

  private void copyBothWays(PeerServer server) throws Exception {
    Path base = Files.createTempDirectory(directory, server.name());
    Path served = Files.createDirectory(base.resolve("served"));
    Path scratch = Files.createDirectory(base.resolve("scratch"));
    var control = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePort.find());
    try (var ferry =
            TestFtpServer.builder()
                .concessions(Concession.THIRD_PARTY_DATA)
                .change(config -> config.listen(FERRY))
                .start();
        RunningServer running = server.start(new Site(served, scratch, control));
        var here =
            ControlClient.connect(ferry.address(), CLIENT).login(ferry.user(), ferry.password());
        var there =
            ControlClient.connect(running.control(), FERRY).login(Site.USER, Site.PASSWORD)) {
      ferry.files().put("/a", TEXT);

      copy(here, "RETR a", there, "STOR b");
      assertThat(served.resolve("b")).as(running.log()).hasContent(TEXT);
      copy(there, "STOR c", here, "RETR a");
      assertThat(served.resolve("c")).as(running.log()).hasContent(TEXT);
      copy(here, "STOR d", there, "RETR b");
      copy(there, "RETR b", here, "STOR e");
      assertThat(ferry.files().text("/d")).hasValue(TEXT);
      assertThat(ferry.files().text("/e")).hasValue(TEXT);
    }
  }

  /// The active one may say 150 only when the passive one is asked as well, so that both are asked
  /// before anybody is listened to.
  private static void copy(
      ControlClient active, String activeVerb, ControlClient passive, String passiveVerb)
      throws Exception {
    String numbers = passive.expect(227, "PASV").text().replaceFirst(".*\\(([0-9,]+)\\).*", "$1");
    active.expect(200, "PORT " + numbers);
    passive.send(passiveVerb);
    active.send(activeVerb);
    assertThat(active.finalReply().code()).as(active.dialogue()).isEqualTo(226);
    assertThat(passive.finalReply().code()).as(passive.dialogue()).isEqualTo(226);
  }
}
