package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.FreePort;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens on the control connection while a transfer runs, and what a transfer that ends
/// badly leaves behind: one correct reply, and nothing else.
@Timeout(120)
class TransferControlTest {
  private static final byte[] LARGE = SampleFile.content(7, 24 << 20);

  private static final InetAddress ANOTHER_LOOPBACK = anotherLoopback();

  @TempDir Path home;
  @TempDir Path data;
  @TempDir Path other;
  private EmbeddedServer server;
  private ControlClient client;

  @BeforeEach
  void start() throws IOException {
    Files.write(home.resolve("large"), LARGE);
    server = EmbeddedServer.over(home, data, config -> config);
    client = server.login();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private static InetAddress anotherLoopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /// A download that cannot end before somebody reads.
  private Socket runningDownload() throws IOException {
    Socket reader = client.extendedPassive();
    client.expectOpening("RETR large");
    return reader;
  }

  @Test
  void aborDuringADownload() throws IOException {
    try (Socket _ = runningDownload()) {
      client.expect(426, "ABOR");
      client.expect(226);
      client.expect(225, "ABOR");
      client.expect(425, "RETR large");
    }
  }

  @Test
  void aborDuringAnUploadDiscardsIt() throws IOException {
    try (Socket writer = client.extendedPassive()) {
      client.expectOpening("STOR new");
      writer.getOutputStream().write(1);
      client.expect(426, "ABOR");
      client.expect(226);
    }
    client.expect(550, "SIZE new");
    assertOnlyLarge();
  }

  @Test
  void aborWhileTheDataConnectionIsAwaited() throws IOException {
    client.expect(229, "EPSV");
    client.expect(150, "RETR large");
    client.expect(426, "ABOR");
    client.expect(226);
    client.expect(200, "NOOP");
  }

  @Test
  void aborWithTelnetSynchAndUrgentData() throws IOException {
    try (Socket _ = runningDownload()) {
      client.sendOctets(new byte[] {(byte) 0xFF, (byte) 0xF4});
      client.sendUrgent(0xFF);
      client.sendOctets(new byte[] {(byte) 0xF2, 'A', 'B', 'O', 'R', '\r', '\n'});
      client.expect(426);
      client.expect(226);
    }
  }

  @Test
  void statAndNoopAreAnsweredAtOnceAndAnotherTransferWaits() throws IOException {
    try (Socket reader = runningDownload()) {
      client.expect(200, "NOOP");
      assertThat(client.expect(211, "STAT").lines())
          .anyMatch(line -> line.contains("Transfer of /large"));
      client.send("SIZE large");
      client.send("PWD");
      assertThat(reader.getInputStream().readAllBytes()).isEqualTo(LARGE);
      client.expect(226);
      assertThat(client.expect(213).text()).isEqualTo(String.valueOf(LARGE.length));
      client.expect(257);
    }
  }

  @Test
  void quitDuringADownloadLetsItFinish() throws IOException {
    try (Socket reader = runningDownload()) {
      client.send("QUIT");
      assertThat(reader.getInputStream().readAllBytes()).isEqualTo(LARGE);
      client.expect(226);
      client.expect(221);
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void pipelinedCommandsAreAnsweredInOrder() throws IOException {
    Files.writeString(home.resolve("small"), "small");
    try (Socket reader = client.extendedPassive()) {
      client.sendOctets(
          "RETR small\r\nPWD\r\nSIZE small\r\nTYPE A\r\nSIZE small\r\nCDUP\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      for (int code : new int[] {150, 226, 257, 213, 200, 213, 250}) {
        client.expect(code);
      }
      assertThat(reader.getInputStream().readAllBytes()).hasSize(5);
    }
  }

  @Test
  void floodOfCommandsWhoseRepliesNobodyReadsIsHeldBack() throws IOException {
    byte[] burst = "NOOP\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    Thread sender = Thread.startVirtualThread(() -> sendQuietly(burst));
    for (int i = 0; i < 10_000; i++) {
      client.expect(200);
    }
    assertThat(sender.isAlive()).isFalse();
  }

  private void sendQuietly(byte[] octets) {
    try {
      client.sendOctets(octets);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void downloadWhoseReaderResets() throws IOException {
    Socket reader = runningDownload();
    reader.setSoLinger(true, 0);
    reader.close();
    client.expect(426);
    client.expect(200, "NOOP");
  }

  @Test
  void uploadWhoseWriterResetsIsKeptAndResumed() throws IOException {
    byte[] content = Arrays.copyOf(LARGE, 3 << 20);
    int sent = 2 << 20;
    Socket writer = client.extendedPassive();
    client.expectOpening("STOR up");
    writer.getOutputStream().write(content, 0, sent);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.expect(211, "STAT").toString().contains(": " + sent + " octets"));
    writer.setSoLinger(true, 0);
    writer.close();
    client.expect(426);

    assertThat(home.resolve("up")).doesNotExist();
    assertThat(client.download("NLST")).isEqualTo("large\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(client.expect(213, "SIZE up").text()).isEqualTo(String.valueOf(sent));
    client.expect(350, "REST " + sent);
    byte[] rest = Arrays.copyOfRange(content, sent, content.length);
    assertThat(client.upload("STOR up", rest).code()).isEqualTo(226);
    assertThat(home.resolve("up")).hasBinaryContent(content);
  }

  @Test
  void clientThatVanishesDuringAnUploadLeavesItForResume() throws IOException {
    Socket writer = client.extendedPassive();
    client.expectOpening("STOR up");
    writer.getOutputStream().write(new byte[1000]);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.expect(211, "STAT").toString().contains(": 1000 octets"));
    client.close();
    await().atMost(Duration.ofSeconds(20)).until(() -> server.server().sessions() == 0);

    client = server.login();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.ask("SIZE up").toString().equals("213 1000"));
    writer.close();
    assertThat(client.upload("APPE up", new byte[24]).code()).isEqualTo(226);
    assertThat(home.resolve("up")).hasSize(1024);
  }

  @Test
  void halfClosedControlConnectionIsServedToItsEnd() throws IOException {
    client.sendOctets("PWD\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
    client.endInput();
    client.expect(257);
    client.expect(221);
    assertThat(client.ended()).isTrue();
  }

  @Test
  void foreignConnectionToAPassivePortIsAStray() throws IOException {
    String text = client.expect(229, "EPSV").text();
    int port = Integer.parseInt(text.replaceAll(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
    var passive = new InetSocketAddress(server.control().getAddress(), port);
    try (var foreign = new Socket()) {
      foreign.bind(new InetSocketAddress(ANOTHER_LOOPBACK, 0));
      foreign.connect(passive);
      assertThat(endsAtOnce(foreign.getInputStream())).isTrue();
    }
    try (var own = new Socket()) {
      own.connect(passive);
      client.expect(150, "NLST");
      assertThat(own.getInputStream().readAllBytes()).isNotEmpty();
      client.expect(226);
    }
  }

  private static boolean endsAtOnce(InputStream in) throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void activeDataComesFromThePortBelowTheListeningOne() throws IOException {
    int port = FreePort.find();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var fixed = EmbeddedServer.over(home, other, config -> config.listen(address));
        var own = fixed.login();
        ServerSocket listener = own.active()) {
      own.send("NLST");
      try (Socket accepted = listener.accept()) {
        assertThat(accepted.getPort()).isEqualTo(port - 1);
        assertThat(accepted.getInputStream().readAllBytes()).isNotEmpty();
      }
      own.expect(150);
      own.expect(226);
    }
  }

  @Test
  void activeConnectionThatIsRefusedIs425Soon() throws IOException {
    ServerSocket listener = client.active();
    listener.close();
    client.expect(150, "NLST");
    client.expect(425);
    client.expect(425, "NLST");
  }

  @Test
  void replacedFileIsReadToItsOldEndAndTheNewOneIsWhole() throws IOException {
    try (Socket reader = runningDownload();
        ControlClient other = server.login()) {
      assertThat(other.upload("STOR large", new byte[] {1, 2, 3}).code()).isEqualTo(226);
      assertThat(reader.getInputStream().readAllBytes()).isEqualTo(LARGE);
      client.expect(226);
    }
    assertThat(home.resolve("large")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void typeAGoesThroughBothWays() throws IOException {
    client.expect(200, "TYPE A");
    assertThat(client.upload("STOR text", octets("a\r\nb\rc\nd\r\n")).code()).isEqualTo(226);
    assertThat(home.resolve("text")).hasBinaryContent(octets("a\nb\rc\nd\n"));
    assertThat(client.download("RETR text")).isEqualTo(octets("a\r\nb\rc\r\nd\r\n"));
    assertThat(client.expect(213, "SIZE text").text()).isEqualTo("11");
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void assertOnlyLarge() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("large");
    }
  }
}
