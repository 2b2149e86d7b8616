package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.FOREIGN;
import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static io.ferryftp.server.transfer.Loopback.address;
import static io.ferryftp.server.transfer.Loopback.assertClosedByServer;
import static io.ferryftp.server.transfer.Loopback.connect;
import static io.ferryftp.server.transfer.Loopback.park;
import static io.ferryftp.server.transfer.Loopback.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.event.ServerEvent.ExpectationClosed;
import io.ferryftp.event.ServerEvent.ExpectationEnd;
import io.ferryftp.event.ServerEvent.ExpectationOpened;
import io.ferryftp.event.ServerEvent.PassivePortReused;
import io.ferryftp.event.ServerEvent.StrayConnection;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.transfer.Loopback.Parked;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PassivePortsTest {
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
  void aClientThatConnectsEarlyIsKept() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(7, HERE);
      try (var client = connect(expectation.port());
          SocketChannel data = expectation.await(LONG)) {
        assertThat(data.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
        assertThat(data.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
        assertThat(data.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(data.isBlocking()).isTrue();
        data.write(ByteBuffer.wrap(new byte[] {42}));
        assertThat(client.getInputStream().read()).isEqualTo(42);
      }
      ExpectationOpened opened = events.of(ExpectationOpened.class).getFirst();
      assertThat(opened.session()).isEqualTo(7);
      assertThat(opened.port()).isEqualTo(expectation.port());
      assertThat(events.await(ExpectationClosed.class, 1))
          .singleElement()
          .returns(ExpectationEnd.USED, ExpectationClosed::end)
          .returns(7L, ExpectationClosed::session);
    }
  }

  @Test
  void aWaitingSessionIsServedByTheAcceptor() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      Parked<SocketChannel> waiting = park(() -> expectation.await(LONG));
      try (var client = connect(expectation.port());
          SocketChannel data = waiting.get()) {
        assertThat(data.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      }
    }
  }

  @Test
  void strangersAreClosedAndNeitherConsumeNorProlong() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      for (int i = 0; i < 5; i++) {
        try (var stranger = connect(FOREIGN, HERE, expectation.port())) {
          assertClosedByServer(stranger);
        }
      }
      List<StrayConnection> strays = events.await(StrayConnection.class, 5);
      assertThat(strays).allMatch(stray -> stray.remote().getAddress().equals(FOREIGN));
      assertThat(strays).allMatch(stray -> stray.local().getPort() == expectation.port());
      try (var client = connect(expectation.port());
          SocketChannel data = expectation.await(LONG)) {
        assertThat(data.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      }
    }
  }

  @Test
  void strangersDoNotStopTheTimer() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      var limit = Duration.ofMillis(300);
      Parked<SocketChannel> waiting = start(() -> expectation.await(limit));
      long start = System.nanoTime();
      while (!waiting.result().isDone()) {
        try (var stranger = connect(FOREIGN, HERE, expectation.port())) {
          assertClosedByServer(stranger);
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void theSecondConnectionIsAStray() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      try (var first = connect(expectation.port());
          var second = connect(expectation.port());
          SocketChannel data = expectation.await(LONG)) {
        assertClosedByServer(second);
        assertThat(data.getRemoteAddress()).isEqualTo(first.getLocalSocketAddress());
      }
    }
  }

  @Test
  void theLimitEndsItAndItsPortRests() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      assertThatThrownBy(() -> expectation.await(SHORT)).isInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(() -> expectation.await(SHORT)).isInstanceOf(ClosedChannelException.class);
      expectation.withdraw();
      assertThat(events.of(ExpectationClosed.class))
          .singleElement()
          .returns(ExpectationEnd.TIMED_OUT, ExpectationClosed::end);
      // The same session may have it again, another waits for MIN_REST, and is told of.
      ports.expect(1, HERE).withdraw();
      ports.expect(2, HERE);
      PassivePortReused reused = events.of(PassivePortReused.class).getFirst();
      assertThat(reused.session()).isEqualTo(2);
      assertThat(reused.rested()).isBetween(PassiveTable.MIN_REST, LONG);
      assertThat(events.of(ExpectationOpened.class).getLast().waited()).isGreaterThan(SHORT);
    }
  }

  @Test
  void withdrawingEndsAWaitingSession() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      Parked<SocketChannel> waiting = park(() -> expectation.await(LONG));
      expectation.withdraw();
      expectation.withdraw();
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(AsynchronousCloseException.class);
      assertThat(events.of(ExpectationClosed.class))
          .singleElement()
          .returns(ExpectationEnd.WITHDRAWN, ExpectationClosed::end);
    }
  }

  @Test
  void withdrawingClosesAConnectionThatWasKept() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      Expectation expectation = ports.expect(1, HERE);
      try (var client = connect(expectation.port())) {
        // Only a stray is reported, so a second connection shows that the first was taken.
        try (var second = connect(expectation.port())) {
          assertClosedByServer(second);
        }
        expectation.withdraw();
        assertClosedByServer(client);
      }
      assertThatThrownBy(() -> expectation.await(LONG)).isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void aNewExpectationOfASessionWithdrawsItsOldOne() throws Exception {
    try (var ports = open("127.0.0.1", 0, 0)) {
      Expectation old = ports.expect(1, HERE);
      Expectation fresh = ports.expect(1, HERE);
      assertThat(events.of(ExpectationClosed.class)).hasSize(1);
      assertThatThrownBy(() -> old.await(LONG)).isInstanceOf(ClosedChannelException.class);
      try (var client = connect(fresh.port());
          SocketChannel data = fresh.await(LONG)) {
        assertThat(data.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      }
    }
  }

  @Test
  void whatStoodInTheBacklogIsNotTheAnswer() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      int port = ports.ports().getFirst();
      for (int i = 0; i < 50; i++) {
        try (var early = connect(port)) {
          Expectation expectation = ports.expect(1, HERE);
          try (var client = connect(port);
              SocketChannel data = expectation.await(LONG)) {
            assertThat(data.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
          }
          assertClosedByServer(early);
        }
      }
    }
  }

  @Test
  void manySessionsShareOnePort() throws Exception {
    try (var ports = open("127.0.0.1", 0)) {
      List<Parked<Integer>> sessions =
          IntStream.range(0, 100).mapToObj(n -> start(() -> transferOnce(ports, n))).toList();
      for (Parked<Integer> session : sessions) {
        session.get();
      }
      assertThat(events.of(PassivePortReused.class)).isEmpty();
    }
  }

  private static int transferOnce(PassivePorts ports, int session) throws Exception {
    Expectation mine = ports.expect(session, HERE);
    try (var client = connect(mine.port());
        SocketChannel data = mine.await(LONG)) {
      assertThat(data.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
    }
    return session;
  }
}
