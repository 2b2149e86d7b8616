package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One ticket, offered again and again, as most clients do: by OpenSSL's own client. (JSSE throws
/// tickets of TLS 1.3 away once it has offered them; GnuTLS is lftp's matter.)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"JSSE", "BORINGSSL"})
final class ReofferedTicketTest {
  private static final int TIMES = 8;

  @Parameter private TlsEngine engine = TlsEngine.AUTO;

  @TempDir private Path directory = Path.of("");

  private TestFtpServer server() {
    var tls = ServerTls.with(CertificateSource.of(TestCertificates.server())).withEngine(engine);
    return TestFtpServer.builder().tls(Tls.REQUIRED).change(config -> config.tls(tls)).start();
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void oneTicketServesInSeries(TlsVersion version) throws Exception {
    Program openssl = Program.require("openssl");
    try (var server = server();
        var client = new OpenSslClient(openssl, server, version, directory)) {
      server.files().put("/a", "hello");
      // A copy: the control connection brings more tickets, and its client keeps the newest.
      Path ticket = Files.copy(client.ticket(), directory.resolve("first"));
      byte[] first = Files.readAllBytes(ticket);
      for (int i = 0; i < TIMES; i++) {
        assertThat(client.download("RETR a", ticket)).isEqualTo("hello");
      }
      assertThat(client.upload("STOR b", "text", ticket)).startsWith("226");
      assertThat(server.files().text("/b")).contains("text");
      assertThat(client.download("RETR b", ticket)).isEqualTo("text");
      assertThat(ticket).hasBinaryContent(first);
      assertAllResumed(server, TIMES + 2);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void ticketsServeInParallel(TlsVersion version) throws Exception {
    Program openssl = Program.require("openssl");
    try (var server = server();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.files().put("/a", "hello");
      var running = new ArrayList<Future<String>>();
      for (int i = 0; i < TIMES; i++) {
        Path own = Files.createDirectory(directory.resolve("client" + i));
        Callable<String> twice =
            () -> {
              try (var client = new OpenSslClient(openssl, server, version, own)) {
                Path ticket = client.ticket();
                return client.download("RETR a", ticket) + client.download("RETR a", ticket);
              }
            };
        running.add(threads.submit(twice));
      }
      for (Future<String> one : running) {
        assertThat(one.get()).isEqualTo("hellohello");
      }
      assertAllResumed(server, 2 * TIMES);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void aTicketOfAnotherControlConnectionIsRefused(TlsVersion version) throws Exception {
    Program openssl = Program.require("openssl");
    try (var server = server();
        var victim =
            new OpenSslClient(
                openssl, server, version, Files.createDirectory(directory.resolve("victim")));
        var thief =
            new OpenSslClient(
                openssl, server, version, Files.createDirectory(directory.resolve("thief")))) {
      server.files().put("/a", "hello");
      Path stolen =
          Files.copy(
              thief.ticket(), directory.resolve("stolen"), StandardCopyOption.REPLACE_EXISTING);
      assertThat(victim.attempt("RETR a", stolen)).startsWith("522");
      assertThat(victim.download("RETR a", victim.ticket())).isEqualTo("hello");
    }
  }

  private static void assertAllResumed(TestFtpServer server, int times) throws IOException {
    List<Handshake> handshakes =
        server.events().stream()
            .filter(ServerEvent.DataProtected.class::isInstance)
            .map(event -> ((ServerEvent.DataProtected) event).tls().handshake())
            .toList();
    assertThat(handshakes).hasSize(times).containsOnly(Handshake.RESUMED);
  }
}
