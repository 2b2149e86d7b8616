package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static io.ferryftp.server.transfer.Loopback.address;
import static io.ferryftp.server.transfer.Loopback.park;
import static io.ferryftp.server.transfer.Loopback.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.event.ServerEvent.Notice;
import io.ferryftp.server.transfer.Loopback.Parked;
import io.ferryftp.server.transfer.Loopback.Unanswering;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ActivePortsTest {
  private final RecordedEvents events = new RecordedEvents();

  private ActivePorts from(int source) {
    return new ActivePorts(source, List.of(), events, InstantSource.system());
  }

  private static SocketChannel connect(ActivePorts ports, ServerSocket client) throws IOException {
    var target = new InetSocketAddress(client.getInetAddress(), client.getLocalPort());
    return ports.connect(client.getInetAddress(), target, LONG, _ -> {});
  }

  private static int sourceOf(SocketChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /// A free port that the kernel does not give out for port 0, so that none of the many sockets of
  /// this machine gets it meanwhile.
  private static int freePort(InetAddress host) throws IOException {
    var random = new Random();
    while (true) {
      int port = random.nextInt(22_000, 32_000);
      try (var free = new ServerSocket(port, 1, host)) {
        return free.getLocalPort();
      } catch (BindException taken) {
        assertThat(taken).as("port %d is taken, the next try takes another", port).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void fiveHundredTransfersComeFromOnePort(String host) throws Exception {
    InetAddress here = address(host);
    int source = freePort(here);
    ActivePorts ports = from(source);
    List<ServerSocket> clients = new ArrayList<>();
    List<Parked<SocketChannel>> connections = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      var client = new ServerSocket(0, 1, here);
      clients.add(client);
      connections.add(start(() -> connect(ports, client)));
    }
    for (int i = 0; i < clients.size(); i++) {
      try (var accepted = clients.get(i).accept()) {
        assertThat(accepted.getPort()).isEqualTo(source);
        assertThat(accepted.getInetAddress()).isEqualTo(here);
      }
    }
    for (Parked<SocketChannel> connection : connections) {
      SocketChannel channel = connection.get();
      assertThat(channel.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
      assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
      channel.close();
    }
    for (ServerSocket client : clients) {
      client.close();
    }
    assertThat(events.of(Notice.class)).isEmpty();
  }

  @Test
  void aSourcePortThatIsTakenIsReplacedAndThatIsSaidOnce() throws Exception {
    try (var taken = new ServerSocket(0, 1, HERE);
        var client = new ServerSocket(0, 10, HERE)) {
      ActivePorts ports = from(taken.getLocalPort());
      for (int i = 0; i < 3; i++) {
        try (SocketChannel channel = connect(ports, client)) {
          assertThat(sourceOf(channel)).isNotEqualTo(taken.getLocalPort());
        }
      }
      assertThat(events.of(Notice.class)).hasSize(1);
      assertThat(events.of(Notice.class).getFirst().sentence())
          .contains("port " + taken.getLocalPort());
    }
  }

  @Test
  void aPairThatIsInUseGetsAFreeSourcePortWithoutAWord() throws Exception {
    int source = freePort(HERE);
    ActivePorts ports = from(source);
    try (var client = new ServerSocket(0, 10, HERE);
        SocketChannel first = connect(ports, client);
        SocketChannel second = connect(ports, client)) {
      assertThat(sourceOf(first)).isEqualTo(source);
      assertThat(sourceOf(second)).isNotEqualTo(source);
    }
    assertThat(events.of(Notice.class)).isEmpty();
  }

  @Test
  void itNeverTalksToItself() throws Exception {
    int source = freePort(HERE);
    var itself = new InetSocketAddress(HERE, source);
    assertThatThrownBy(() -> from(source).connect(HERE, itself, LONG, _ -> {}))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void anyPortWillDoWithoutASourcePort() throws Exception {
    try (var client = new ServerSocket(0, 10, HERE);
        SocketChannel channel = connect(from(0), client)) {
      assertThat(channel.isConnected()).isTrue();
    }
    assertThat(events.of(Notice.class)).isEmpty();
  }

  @Test
  void aPeerThatRefusesIsAConnectException() throws Exception {
    var nobody = new InetSocketAddress(HERE, freePort(HERE));
    assertThatThrownBy(() -> from(0).connect(HERE, nobody, LONG, _ -> {}))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aPeerThatNeverAnswersIsGivenUpAtTheLimit() throws Exception {
    try (var peer = new Unanswering()) {
      var limit = Duration.ofMillis(50);
      assertThatThrownBy(() -> from(0).connect(HERE, peer.address(), limit, _ -> {}))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void closingTheChannelEndsTheAttempt() throws Exception {
    try (var peer = new Unanswering()) {
      var dialled = new CompletableFuture<SocketChannel>();
      Parked<SocketChannel> attempt =
          park(() -> from(0).connect(HERE, peer.address(), LONG, dialled::complete));
      dialled.get().close();
      assertThatThrownBy(attempt::get).hasCauseInstanceOf(AsynchronousCloseException.class);
    }
  }

  @Test
  void hangingAttemptsHoldNoCarrier() throws Exception {
    try (var peer = new Unanswering()) {
      List<SocketChannel> dialled = new ArrayList<>();
      List<Parked<SocketChannel>> attempts = new ArrayList<>();
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
        var channel = new CompletableFuture<SocketChannel>();
        attempts.add(park(() -> from(0).connect(HERE, peer.address(), LONG, channel::complete)));
        dialled.add(channel.get());
      }
      assertThat(start(() -> "another virtual thread runs").get()).isNotEmpty();
      assertThat(attempts).noneMatch(attempt -> attempt.result().isDone());
      for (SocketChannel channel : dialled) {
        channel.close();
      }
      for (Parked<SocketChannel> attempt : attempts) {
        assertThatThrownBy(attempt::get).hasCauseInstanceOf(AsynchronousCloseException.class);
      }
    }
  }
}
