package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.server.tls.Engines;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.EnginePass;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The clients that people have, over TLS: those that resume are served by a server that demands
/// it, and those that do not are told why, and served by one that does not demand it.
final class FtpsClientsTest {
  @TempDir private Path directory;
  @TempDir private Path served;

  private record Round(FtpsClient client, TlsVersion version, boolean parallel) {
    Peer.Outcome go(FtpsErrand errand) throws Exception {
      return parallel ? client.inParallel(errand) : client.inSeries(errand);
    }

    /// Whether it offers on every data connection the session of that control connection.
    boolean resumes() {
      return switch (client) {
        case FERRY, CURL, LFTP, PYTHON, BASIC_FTP -> true;
        case PLAIN_PYTHON -> false;
        // Go before 1.21 knows no extended master secret (RFC 7627), without which JSSE resumes
        // nothing in TLS 1.2; and all its connections to a host share one session, that of the
        // connection that was made last.
        case RCLONE -> (version == TlsVersion.TLS_1_3 || !isJsse()) && !parallel;
      };
    }

    private static boolean isJsse() {
      return Engines.inUse(TlsEngine.AUTO).startsWith("JSSE");
    }

    @Override
    public String toString() {
      return client + ", " + version.word() + (parallel ? ", eight at a time" : ", in series");
    }
  }

  @TestFactory
  Stream<DynamicTest> clients() {
    return Stream.of(FtpsClient.values())
        .flatMap(client ->
            Stream.of(TlsVersion.values())
                .flatMap(version ->
                    Stream.of(false, true).map(parallel -> new Round(client, version, parallel))))
        .filter(FtpsClientsTest::isChosen)
        .map(round -> dynamicTest(round.toString(), () -> run(round)));
  }

  /// The short second pass leaves out what takes longest.
  private static boolean isChosen(Round round) {
    boolean whole = Scale.current() == Scale.LONG || EnginePass.current() == EnginePass.CHOSEN;
    return whole || (!round.parallel() && round.client() != FtpsClient.CURL);
  }

  private void run(Round round) throws Exception {
    if (round.resumes()) {
      try (var server = server(TlsSessionReuse.REQUIRED)) {
        FtpsErrand errand = errand(server, round);
        round.go(errand).orFail();
        errand.assertDone();
        assertProtected(server, round.version());
        assertThat(protections(server))
            .allMatch(event -> event.tls().handshake() == TlsFacts.Handshake.RESUMED);
      }
      return;
    }
    try (var server = server(TlsSessionReuse.REQUIRED)) {
      Peer.Outcome outcome = round.go(errand(server, round));
      assertThat(outcome.exit()).as(outcome.err()).isNotZero();
      assertThat(server.kit().events())
          .anyMatch(event ->
              event instanceof ServerEvent.ReplySent reply
                  && reply.code().number() == 522
                  && reply.text().contains("resum"));
    }
    try (var server = server(TlsSessionReuse.PREFERRED)) {
      FtpsErrand errand = errand(server, round);
      round.go(errand).orFail();
      errand.assertDone();
      assertProtected(server, round.version());
    }
  }

  private static void assertProtected(EmbeddedServer server, TlsVersion version) {
    assertThat(protections(server))
        .hasSizeGreaterThanOrEqualTo(3 * FtpsErrand.STEPS)
        .allMatch(event -> event.tls().protocol().equals(version.word()));
  }

  private static List<ServerEvent.DataProtected> protections(EmbeddedServer server) {
    return server.kit().events().stream()
        .filter(ServerEvent.DataProtected.class::isInstance)
        .map(ServerEvent.DataProtected.class::cast)
        .toList();
  }

  private FtpsErrand errand(EmbeddedServer server, Round round) throws Exception {
    Path base = Files.createTempDirectory(directory, "client");
    return new FtpsErrand(round.version(), server.control().getPort(), served, base).prepare();
  }

  private EmbeddedServer server(TlsSessionReuse reuse) throws Exception {
    return EmbeddedServer.over(
        served,
        Files.createTempDirectory(directory, "data"),
        config ->
            config
                .tlsPolicy(TlsPolicy.REQUIRED)
                .tls(
                    ServerTls.with(CertificateSource.of(TestCertificates.server()))
                        .withSessionReuse(reuse)));
  }
}
