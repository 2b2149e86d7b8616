package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Scale;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that ask for a file and do not read it must cost nobody else anything: `sendfile` on a
/// socket whose descriptor is in blocking mode would hold a carrier for each, and two of them are a
/// whole small server.
class StalledReadersTest {
  private static final int FILE_OCTETS = 16 << 20;

  @Test
  @Timeout(180)
  void newClientIsServedBesideAThousandStalledDownloads(@TempDir Path home, @TempDir Path data)
      throws Exception {
    int stalled = Scale.current().choose(1000, 3000);
    Files.write(home.resolve("large"), SampleFile.content(1, FILE_OCTETS));
    byte[] small = SampleFile.content(2, 1 << 20);
    Files.write(home.resolve("small"), small);
    var clients = new ArrayList<AutoCloseable>();
    try (EmbeddedServer server = EmbeddedServer.over(home, data, UnaryOperator.identity())) {
      for (int i = 0; i < stalled; i++) {
        ControlClient client = server.login();
        clients.add(client);
        clients.add(unread(client));
        client.expectOpening("RETR large");
      }

      try (ControlClient fresh = server.login()) {
        assertThat(fresh.download("NLST")).isNotEmpty();
        assertThat(fresh.download("RETR small")).isEqualTo(small);
      }
      assertThat(server.server().sessions()).isGreaterThanOrEqualTo(stalled);
    } finally {
      for (AutoCloseable client : clients) {
        client.close();
      }
    }
  }

  /// A data connection with a small receive buffer, so that the server's side fills at once.
  private static Socket unread(ControlClient client) throws Exception {
    String text = client.expect(229, "EPSV").text();
    int port = Integer.parseInt(text.replaceAll(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}
