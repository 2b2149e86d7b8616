package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.FOREIGN;
import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static io.ferryftp.server.transfer.Loopback.address;
import static io.ferryftp.server.transfer.Loopback.assertClosedByServer;
import static io.ferryftp.server.transfer.Loopback.connect;
import static io.ferryftp.server.transfer.Loopback.park;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.ExpectationClosed;
import io.ferryftp.event.ServerEvent.ExpectationOpened;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.transfer.Loopback.Parked;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How passive ports begin and end, and what goes wrong in between.
@Timeout(60)
class PassivePortsLifeTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final RecordedEvents events = new RecordedEvents();

  private PassivePorts open(String bind, int... ports) throws IOException {
    return PassivePorts.open(
        address(bind),
        IntStream.of(ports).boxed().toList(),
        OptionalInt.empty(),
        Limits.DEFAULT,
        events,
        InstantSource.system());
  }

  @Test
  void sessionsWaitForAPortAndAreRefusedInTheEnd() throws Exception {
    Limits impatient = Limits.DEFAULT.toBuilder().passiveWait(SHORT).build();
    try (var ports =
        PassivePorts.open(
            HERE, List.of(0), OptionalInt.empty(), impatient, events, InstantSource.system())) {
      Expectation held = ports.expect(1, HERE);
      assertThatThrownBy(() -> ports.expect(2, HERE)).isInstanceOf(SocketTimeoutException.class);
      ports.expect(3, FOREIGN).withdraw();
      held.withdraw();
    }
  }

  @Test
  void bothFamiliesComeToTheWildcard() throws Exception {
    try (var ports = open("::", 0)) {
      for (String own : List.of("127.0.0.1", "::1")) {
        InetAddress client = address(own);
        Expectation expectation = ports.expect(1, client);
        try (var socket = connect(client, client, expectation.port());
            SocketChannel data = expectation.await(LONG)) {
          var remote = (InetSocketAddress) data.getRemoteAddress();
          assertThat(remote.getAddress()).isEqualTo(socket.getLocalAddress());
          assertThat(remote.getAddress() instanceof Inet4Address)
              .isEqualTo(client instanceof Inet4Address);
        }
      }
    }
  }

  @Test
  void theIpv4WildcardIsIpv4Only() throws Exception {
    try (var ports = open("0.0.0.0", 0)) {
      int port = ports.ports().getFirst();
      connect(port).close();
      InetAddress six = address("::1");
      assertThatThrownBy(() -> connect(six, six, port)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void takenPortsAreLeftOut() throws Exception {
    try (var taken = new ServerSocket(0, 1, HERE);
        var ports = open("127.0.0.1", 0, taken.getLocalPort(), 0)) {
      assertThat(ports.leftOut()).containsExactly(taken.getLocalPort());
      assertThat(ports.ports()).hasSize(2).isSorted().doesNotContain(taken.getLocalPort());
    }
  }

  @Test
  void noPortLeftIsOneClearError() throws Exception {
    try (var taken = new ServerSocket(0, 1, HERE)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> open("127.0.0.1", port))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("passive port " + port)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void closingEndsEverything() throws Exception {
    var ports = open("127.0.0.1", 0);
    Expectation expectation = ports.expect(1, HERE);
    Parked<SocketChannel> forConnection = park(() -> expectation.await(LONG));
    Parked<Expectation> forPort = park(() -> ports.expect(2, HERE));
    int port = expectation.port();
    ports.close();
    ports.close();
    assertThatThrownBy(forConnection::get).hasCauseInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(forPort::get).hasCauseInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> ports.expect(3, HERE)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("ferry-passive-acceptor"));
    assertThat(events.of(ExpectationClosed.class)).hasSize(1);
    new ServerSocket(port, 1, HERE).close();
  }

  @Test
  void anInterruptedSessionLeavesTheLine() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation held = ports.expect(1, HERE);
      Parked<Expectation> second = park(() -> ports.expect(2, HERE));
      second.thread().interrupt();
      second.thread().join();
      held.withdraw();
      ports.expect(1, HERE).withdraw();
      assertThat(events.of(ExpectationOpened.class)).allMatch(opened -> opened.session() == 1);
    }
  }

  @Test
  void aListenerThatThrowsHarmsNobody() throws Exception {
    try (var ports =
        PassivePorts.open(
            HERE,
            List.of(0),
            OptionalInt.empty(),
            Limits.DEFAULT,
            (ServerEvent event) -> {
              throw new IllegalStateException("a listener's bug, on purpose: " + event);
            },
            InstantSource.system())) {
      try (var stray = connect(ports.ports().getFirst())) {
        assertClosedByServer(stray);
      }
      Expectation expectation = ports.expect(1, HERE);
      Parked<SocketChannel> waiting = park(() -> expectation.await(LONG));
      connect(expectation.port()).close();
      waiting.get().close();
    }
  }
}
