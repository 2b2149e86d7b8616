package io.ferryftp.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ferryftp.event.ServerEvent.DataProtected;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/// The examples of the README about TLS, which [ReadmeTest] finds here.
@RunFtpServer(tls = Tls.EXPLICIT)
final class SecureReportTest {
  @Test
  void fetchesTheReportOverTls(TestFtpServer server) throws IOException {
    server.files().put("/reports/today.csv", "apples;3\n");
    var client = new SecureClient(server, TestCertificates.clientContext());
    assertEquals("apples;3\n", client.fetch("/reports/today.csv"));
  }

  @Test
  void resumesTheSessionForItsData(TestFtpServer server) throws IOException {
    server.files().put("/a.txt", "x");
    new SecureClient(server, TestCertificates.clientContext()).fetch("/a.txt");
    var event = server.awaitEvent(DataProtected.class, Duration.ofSeconds(10));
    assertEquals(Handshake.RESUMED, event.tls().handshake());
  }

  @Test
  void believesNobodyButItsAuthorities(TestFtpServer server) throws Exception {
    var client = new SecureClient(server, SSLContext.getDefault());
    assertThrows(SSLException.class, () -> client.fetch("/a.txt"));
  }
}
