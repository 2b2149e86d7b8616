package io.ferryftp.tests.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ferry serve` when something is wrong: one line that says what to do, and exit status 2.
final class RefusalTest {
  private static final Path UNPRIVILEGED_FROM =
      Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");

  @TempDir private Path directory;
  private Path served;
  private Path scratch;

  @BeforeEach
  void prepare() throws IOException {
    served = Files.createDirectory(directory.resolve("served"));
    scratch = directory.resolve("scratch");
  }

  @Test
  void refusesAPortInUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertRefused(Launch.serve(served, scratch).listen("127.0.0.1:" + port), "" + port);
    }
  }

  @Test
  void refusesADirectoryThatIsMissing() throws Exception {
    Path missing = directory.resolve("missing");
    assertRefused(Launch.serve(missing, scratch).listen("127.0.0.1:0"), missing.toString());
    assertThat(missing).doesNotExist();
  }

  @Test
  void refusesDataInsideOfWhatItServes() throws Exception {
    String inside = served.resolve("data").toString();
    assertRefused(
        Launch.ferry(scratch, "serve", served.toString(), "--user=a:b", "--data=" + inside)
            .listen("127.0.0.1:0"),
        inside);
  }

  @Test
  void refusesDataThatAnotherServerHas() throws Exception {
    Launch launch = Launch.serve(served, scratch).listen("127.0.0.1:0");
    try (FerryProcess first = launch.start()) {
      assertRefused(launch, scratch.resolve("data").toString());
      first.login().close();
    }
  }

  @Test
  void refusesAnOptionThatItDoesNotKnow() throws Exception {
    assertRefused(
        Launch.serve(served, scratch).listen("127.0.0.1:0").with("--pasive-ports=1"),
        "--pasive-ports");
  }

  @Test
  void refusesPasswordsThatAreEmpty() throws Exception {
    assertRefused(
        Launch.ferry(scratch, "serve", served.toString(), "--user=a:").listen("127.0.0.1:0"),
        "--user");
  }

  @Test
  void refusesPort21WithoutTheRightToIt() throws Exception {
    String setpriv = Peer.require("setpriv").program().toString();
    var starter = new ArrayList<String>();
    if (Integer.parseInt(Files.readString(UNPRIVILEGED_FROM).strip()) <= 21) {
      // Everybody may bind port 21 here; in a network of its own only root may.
      starter.addAll(List.of(Peer.require("unshare").program().toString(), "--net"));
    }
    // The right is taken away, not the user changed: another user could not read the class path.
    starter.addAll(
        List.of(setpriv, "--bounding-set=-net_bind_service", "--inh-caps=-net_bind_service"));
    Launch launch =
        Launch.serve(served, scratch)
            .listen("0.0.0.0:21")
            .startedBy(starter.toArray(String[]::new));
    assertRefused(launch, "21");
  }

  /// One line on standard error that names what is wrong, nothing on standard output, status 2.
  private static void assertRefused(Launch launch, String named) throws Exception {
    try (FerryProcess ferry = launch.spawn()) {
      assertThat(ferry.awaitExit(FerryProcess.PATIENCE)).as(ferry.said()).isEqualTo(2);
      assertThat(ferry.err().lines()).singleElement().asString().contains(named);
      assertThat(ferry.out()).isEmpty();
    }
  }
}
