package io.ferryftp.tests.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.OneFileServer;
import io.ferryftp.tests.harness.Ran;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exit status 5 of the client's commands, from the real program.
final class ClientTlsExitTest {
  @TempDir private Path scratch;

  @Test
  void fiveWhenThereIsNoTls() throws Exception {
    try (var server = new OneFileServer(new byte[10], Map.of("AUTH", "502 no"))) {
      Ran ran = ferry("get", url("ftpes", server.address(), "/a"));
      assertThat(ran.exit()).as(ran.err()).isEqualTo(5);
      assertThat(ran.err()).contains("offers no TLS: 502 ").containsOnlyOnce("\n");
      assertThat(server.commands()).noneMatch(line -> line.startsWith("USER"));
    }
  }

  @Test
  void fiveWhenNobodyVouchesAndTheLineThatIsShownTrusts() throws Exception {
    try (var server = protectedServer()) {
      Ran ran = ferry("ls", url("ftp", server.address(), "/"));
      assertThat(ran.exit()).as(ran.err()).isEqualTo(5);
      assertThat(ran.out()).isEmpty();
      String marker = "; for example: ferry ";
      assertThat(ran.err()).contains(marker).containsOnlyOnce("\n");
      String shown = ran.err().substring(ran.err().indexOf(marker) + marker.length()).strip();
      assertThat(ferry(shown.split(" ", -1)).exit()).as(shown).isZero();
    }
  }

  @Test
  void fiveWhenTheCertificateIsAnother() throws Exception {
    try (var server = protectedServer()) {
      Ran ran = ferry("ls", "--fingerprint", "0".repeat(64), url("ftp", server.address(), "/"));
      assertThat(ran.exit()).as(ran.err()).isEqualTo(5);
      assertThat(ran.err()).contains("SHA256:" + "0".repeat(64)).containsOnlyOnce("\n");
    }
  }

  @Test
  void fiveWhenTlsIsGone() throws Exception {
    InetSocketAddress address;
    try (var server = protectedServer()) {
      address = server.address();
      assertThat(ferry("ls", "--insecure", url("ftp", address, "/")).exit()).isZero();
    }
    try (var _ =
        TestFtpServer.builder()
            .user(Launch.USER)
            .password(Launch.PASSWORD)
            .change(config -> config.listen(address))
            .start()) {
      Ran ran = ferry("ls", url("ftp", address, "/"));
      assertThat(ran.exit()).as(ran.err()).isEqualTo(5);
      assertThat(ran.err()).contains("has offered TLS before").containsOnlyOnce("\n");
    }
  }

  private static TestFtpServer protectedServer() {
    return TestFtpServer.builder()
        .user(Launch.USER)
        .password(Launch.PASSWORD)
        .tls(Tls.EXPLICIT)
        .start();
  }

  private Ran ferry(String... arguments) throws IOException, InterruptedException {
    return Launch.ferry(scratch, arguments).environment("FERRY_PASSWORD", Launch.PASSWORD).run();
  }

  private static String url(String scheme, InetSocketAddress server, String path) {
    return "%s://%s@127.0.0.1:%d%s".formatted(scheme, Launch.USER, server.getPort(), path);
  }
}
