package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.LimitException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.testkit.script.PatternOctets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each limit of the client, passed by one.
@Timeout(20)
final class ClientLimitsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private static final String OPENED = "C> EPSV\nS> 229 (|||{port}|)\nC> RETR a\nS> 150 opening\n";
  private static final String ABORTED = "C> ABOR\nS> 426 cut\nS> 226 aborted\n";
  private static final String LISTED =
      "C> EPSV\nS> 229 (|||{port}|)\nC> LIST\nS> 150 opening\n!> offer data\n";

  @Test
  void connect() throws IOException {
    // A full queue of connections nobody accepts: further ones get no answer at all.
    var waiting = new ArrayList<SocketChannel>();
    try (var full = ServerSocketChannel.open()) {
      full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      var address = (InetSocketAddress) full.getLocalAddress();
      for (int i = 0; i < 4; i++) {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(address);
        waiting.add(channel);
      }
      ClientConfig config =
          ClientConfig.builder("127.0.0.1")
              .port(address.getPort())
              .limits(ClientLimits.DEFAULT.withConnect(SHORT))
              .build();
      assertThatThrownBy(() -> FtpClient.connect(config))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.step()).isEqualTo(Step.CONNECT))
          .hasMessageContaining("no answer");
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void reply() throws IOException {
    try (var scripted = Scripted.after("C> NOOP\n!> stall control\n");
        FtpClient client = scripted.login(limited(scripted, limits().withReply(SHORT)))) {
      assertThatThrownBy(client::keepAlive)
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("no reply");
      assertThatThrownBy(client::keepAlive).hasMessageContaining("connect again");
    }
  }

  @Test
  void stallOfADownload() throws IOException {
    try (var scripted =
            Scripted.after(OPENED + "!> stall data after 3\nD> hello\n" + ABORTED + still());
        FtpClient client = scripted.login(limited(scripted, limits().withStall(SHORT)))) {
      assertThatThrownBy(
              () -> client.retrieve("a", OutputStream.nullOutputStream(), TransferOptions.DEFAULT))
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("nothing moved");
      client.keepAlive();
    }
  }

  @Test
  void stallOfAnUpload() throws IOException {
    try (var scripted =
            Scripted.after(
                "C> EPSV\nS> 229 (|||{port}|)\nC> STOR a\nS> 150 go\n"
                    + "!> offer data\n!> stall data after 3\nD> {octets 40000000}\n"
                    + ABORTED
                    + still());
        FtpClient client = scripted.login(limited(scripted, limits().withStall(SHORT)))) {
      var source = PatternOctets.stream(40_000_000);
      assertThatThrownBy(() -> client.store(source, "a", TransferOptions.DEFAULT))
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("nothing moved");
      client.keepAlive();
    }
  }

  @Test
  void transfer() throws IOException {
    try (var scripted =
            Scripted.after(
                OPENED
                    + "!> offer data\n!> drip data 1 every 20 ms\nD> {octets 1000}\n"
                    + ABORTED
                    + still());
        FtpClient client = scripted.login(limited(scripted, limits().withTransfer(SHORT)))) {
      assertThatThrownBy(
              () -> client.retrieve("a", OutputStream.nullOutputStream(), TransferOptions.DEFAULT))
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("not done within");
      client.keepAlive();
    }
  }

  @Test
  void transferOfOneCall() throws IOException {
    try (var scripted =
            Scripted.after(
                OPENED
                    + "!> offer data\n!> drip data 1 every 20 ms\nD> {octets 1000}\n"
                    + ABORTED
                    + still());
        FtpClient client = scripted.login(DataMode.PASSIVE);
        Download download = client.retrieve("a", TransferOptions.DEFAULT.within(SHORT))) {
      assertThatThrownBy(() -> download.stream().readAllBytes())
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("not done within");
    }
  }

  @Test
  void listedEntries() throws IOException {
    String listing = "D> {entries}\n".replace("{entries}", "-rw-r--r-- 1 a a 1 Jan  1  2020 x");
    try (var scripted = Scripted.after(LISTED + listing.repeat(3) + ABORTED + still());
        FtpClient client = scripted.login(limited(scripted, limits().withListedEntries(2)))) {
      assertThatThrownBy(() -> client.list(""))
          .isInstanceOf(LimitException.class)
          .hasMessageContaining("more than 2 entries");
      client.keepAlive();
    }
  }

  @Test
  void listingLineOctets() throws IOException {
    String entry = "D> -rw-r--r-- 1 a a 1 Jan  1  2020 x\n";
    try (var scripted =
            Scripted.after(
                LISTED + entry + "D> " + "x".repeat(20_000) + "\n" + entry + "S> 226 done\n");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThat(client.list("")).extracting(RemoteFile::name).containsExactly("x", "x");
      assertThat(scripted.events())
          .anyMatch(event ->
              event instanceof ClientEvent.Notice notice && notice.sentence().contains("16384"));
    }
  }

  @Test
  void octetsOfAListingWithoutEntries() throws IOException {
    try (var scripted = Scripted.after(LISTED + "D> {octets 20000000}\n" + ABORTED + still());
        FtpClient client = scripted.login(limited(scripted, limits()))) {
      assertThatThrownBy(() -> client.list("", _ -> {}))
          .isInstanceOf(LimitException.class)
          .hasMessageContaining("no entry within " + Listings.MAX_USELESS_OCTETS);
      client.keepAlive();
    }
  }

  @Test
  void charactersOfCollectedNames() throws IOException {
    var collected = new Collected<String>(10);
    collected.add("a", (int) Collected.MAX_CHARS);
    assertThatThrownBy(() -> collected.add("b", 1)).isInstanceOf(LimitException.class);
  }

  @Test
  void aSlowReaderIsNoStall() throws IOException {
    // The whole upload takes longer than the limit, each of its pieces does not.
    try (var scripted =
            Scripted.after(
                """
                C> EPSV
                S> 229 (|||{port}|)
                C> STOR a
                S> 150 go
                !> drip data 65536 every 20 ms
                D> {octets 12000000}\\
                S> 226 done
                """);
        FtpClient client =
            scripted.login(limited(scripted, limits().withStall(Duration.ofMillis(2500))))) {
      var result = client.store(PatternOctets.stream(12_000_000), "a", TransferOptions.DEFAULT);
      assertThat(result.octets()).isEqualTo(12_000_000);
      assertThat(result.duration()).isGreaterThan(Duration.ofMillis(2500));
    }
  }

  @Test
  void linesOfReplies() throws IOException {
    for (String endless :
        List.of("S> 200-" + "x".repeat(9000) + "\n", "S> 200-x\n" + "S>  x\n".repeat(2001))) {
      try (var scripted = Scripted.after("C> NOOP\n" + endless + "!> stall control\n");
          FtpClient client = scripted.login(DataMode.PASSIVE)) {
        assertThatThrownBy(client::keepAlive).isInstanceOf(ConnectionException.class);
      }
    }
  }

  @Test
  void changesOfDirectoryThatAreMadeAgain() throws IOException {
    try (var scripted =
            Scripted.after(
                """
                *> CWD {any}
                S> 250 ok
                C> PORT {any}
                S> 200 ok
                C> RETR a
                !> stall control
                """);
        FtpClient client = scripted.login(DataMode.ACTIVE)) {
      for (int i = 0; i <= Session.MAX_DIRECTORIES; i++) {
        client.changeDirectory("sub");
      }
      assertThatThrownBy(
              () -> client.retrieve("a", OutputStream.nullOutputStream(), TransferOptions.DEFAULT))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("connect again");
      assertThat(scripted.server().connections()).isEqualTo(1);
    }
  }

  @Test
  void shownReplies() {
    var reply = new ReceivedReply(550, List.of("x".repeat(8000)));
    assertThat(Failure.at(Step.COMMAND, "no").answered(reply).sentence())
        .hasSizeLessThan(400)
        .startsWith("no: 550 xxx");
  }

  @Test
  void rememberedHosts() {
    var memory = new SharedMemory();
    for (int i = 0; i <= SharedMemory.MAX_HOSTS; i++) {
      memory.remember("host" + i, 21, HostNotes.NONE.withDataWay(DataWay.PASV));
    }
    assertThat(memory.notes("host0", 21).dataWay()).isEmpty();
    assertThat(memory.notes("host1", 21).dataWay()).contains(DataWay.PASV);
    assertThat(memory.notes("host1", 22).dataWay()).isEmpty();
  }

  @Test
  void nothingIsNoLimit() {
    assertThatThrownBy(() -> ClientLimits.DEFAULT.withReply(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClientLimits.DEFAULT.withListedEntries(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ClientLimits limits() {
    return Scripted.LIMITS.withStall(Duration.ofSeconds(10)).withAbort(Duration.ofSeconds(5));
  }

  private static String still() {
    return "C> NOOP\nS> 200 ok\n";
  }

  private static ClientConfig limited(Scripted scripted, ClientLimits limits) {
    return scripted.config().dataMode(DataMode.PASSIVE).limits(limits).build();
  }
}
