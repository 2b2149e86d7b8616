package io.ferryftp.tests.fxp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// lftp has two Ferrys copy a file between them, in clear and with TLS, whichever of the two is
/// passive.
final class LftpFxpTest {
  private static final String TEXT = "between servers\n".repeat(50_000);

  @TempDir private Path directory;

  @ParameterizedTest(name = "TLS: {0}, passive source: {1}")
  @CsvSource({"NONE,yes", "NONE,no", "EXPLICIT,yes", "EXPLICIT,no"})
  void copies(Tls tls, String passiveSource) throws Exception {
    Peer lftp = Peer.require("lftp");
    try (var source = Hosts.SOURCE.server().tls(tls).start();
        var destination = Hosts.DESTINATION.server().tls(tls).start()) {
      source.files().put("/a.txt", TEXT);

      Peer.Outcome outcome =
          lftp.run(
                  directory, Duration.ofMinutes(2), script(source, destination, tls, passiveSource))
              .orFail();

      assertThat(destination.files().text("/b.txt")).as(outcome.err()).hasValue(TEXT);
      for (TestFtpServer server : List.of(source, destination)) {
        assertThat(server.events())
            .as(outcome.err())
            .anyMatch(event ->
                event instanceof ServerEvent.DataConnectionOpened opened
                    && !opened.remote().getAddress().getHostAddress().equals("127.0.0.1"));
        assertThat(server.events().stream().anyMatch(ServerEvent.BindingWaived.class::isInstance))
            .as(outcome.err())
            .isEqualTo(tls != Tls.NONE);
      }
    }
  }

  private List<String> script(
      TestFtpServer source, TestFtpServer destination, Tls tls, String passiveSource)
      throws IOException {
    Path file = directory.resolve("script");
    Files.writeString(
        file,
        """
        debug 9
        set cmd:fail-exit yes
        set cmd:interactive no
        set net:max-retries 2
        set net:timeout 30
        set net:persist-retries 0
        set xfer:clobber yes
        set ftp:use-fxp yes
        set ftp:fxp-force yes
        set ftp:fxp-passive-source %s
        set ftp:ssl-allow %s
        set ftp:ssl-force %s
        set ftp:ssl-protect-data yes
        set ftp:ssl-protect-fxp yes
        set ssl:verify-certificate no
        get %s/a.txt -o %s/b.txt
        """
            .formatted(
                passiveSource,
                tls == Tls.NONE ? "no" : "yes",
                tls == Tls.NONE ? "no" : "yes",
                url(source),
                url(destination)));
    return List.of("--norc", "-f", file.toString());
  }

  private static String url(TestFtpServer server) {
    return "ftp://%s:%s@%s:%d"
        .formatted(
            server.user(),
            server.password(),
            server.address().getAddress().getHostAddress(),
            server.address().getPort());
  }
}
