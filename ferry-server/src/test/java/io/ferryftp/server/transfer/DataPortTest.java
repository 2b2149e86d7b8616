package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static io.ferryftp.server.transfer.Loopback.assertClosedByServer;
import static io.ferryftp.server.transfer.Loopback.connect;
import static io.ferryftp.server.transfer.Loopback.park;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ferryftp.event.ServerEvent.DataMode;
import io.ferryftp.event.ServerEvent.ExpectationClosed;
import io.ferryftp.event.ServerEvent.ExpectationEnd;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.transfer.Loopback.Parked;
import io.ferryftp.server.transfer.Loopback.Unanswering;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataPortTest {
  private final RecordedEvents events = new RecordedEvents();
  private final ActivePorts activePorts =
      new ActivePorts(0, List.of(), events, InstantSource.system());
  private PassivePorts passivePorts;

  @BeforeEach
  void open() throws IOException {
    passivePorts =
        PassivePorts.open(
            HERE,
            List.of(0, 0),
            OptionalInt.empty(),
            Limits.DEFAULT,
            events,
            InstantSource.system());
  }

  @AfterEach
  void close() {
    passivePorts.close();
  }

  private DataPort active(InetSocketAddress target) {
    return new ActiveDataPort(activePorts, HERE, target);
  }

  private static void assertCarries(Wire wire, java.net.Socket client) throws IOException {
    wire.write(ByteBuffer.wrap(new byte[] {42}));
    assertThat(client.getInputStream().read()).isEqualTo(42);
    client.getOutputStream().write(43);
    var octets = ByteBuffer.allocate(8);
    assertThat(wire.read(octets, LONG)).isEqualTo(1);
    assertThat(octets.get(0)).isEqualTo((byte) 43);
  }

  @Test
  void passiveOpensAWire() throws Exception {
    Expectation expectation = passivePorts.expect(1, HERE);
    DataPort port = new PassiveDataPort(expectation);
    assertThat(port.mode()).isEqualTo(DataMode.PASSIVE);
    try (var client = connect(expectation.port());
        Wire wire = port.open(LONG)) {
      assertCarries(wire, client);
      port.cancel();
      assertClosedByServer(client);
    }
  }

  @Test
  void activeOpensAWire() throws Exception {
    try (var listener = new ServerSocket(0, 1, HERE)) {
      DataPort port = active((InetSocketAddress) listener.getLocalSocketAddress());
      assertThat(port.mode()).isEqualTo(DataMode.ACTIVE);
      try (Wire wire = port.open(LONG);
          var client = listener.accept()) {
        assertCarries(wire, client);
        port.cancel();
        assertClosedByServer(client);
      }
    }
  }

  @Test
  void cancellingEndsWaitingForTheClient() throws Exception {
    DataPort port = new PassiveDataPort(passivePorts.expect(1, HERE));
    Parked<Wire> opening = park(() -> port.open(LONG));
    port.cancel();
    port.cancel();
    assertThatThrownBy(opening::get).hasCauseInstanceOf(AsynchronousCloseException.class);
    assertThat(events.of(ExpectationClosed.class))
        .singleElement()
        .returns(ExpectationEnd.WITHDRAWN, ExpectationClosed::end);
  }

  @Test
  void cancellingEndsConnecting() throws Exception {
    try (var peer = new Unanswering()) {
      DataPort port = active(peer.address());
      Parked<Wire> opening = park(() -> port.open(LONG));
      port.cancel();
      port.cancel();
      assertThatThrownBy(opening::get).hasCauseInstanceOf(AsynchronousCloseException.class);
    }
  }

  @Test
  void nothingOpensAfterCancelling() throws Exception {
    DataPort passive = new PassiveDataPort(passivePorts.expect(1, HERE));
    passive.cancel();
    assertThatThrownBy(() -> passive.open(LONG)).isInstanceOf(ClosedChannelException.class);
    assertThat(events.of(ExpectationClosed.class)).hasSize(1);
    try (var listener = new ServerSocket(0, 1, HERE)) {
      DataPort active = active((InetSocketAddress) listener.getLocalSocketAddress());
      active.cancel();
      assertThatThrownBy(() -> active.open(LONG)).isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void nothingIsLeakedHoweverItEnds() throws Exception {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors), "counting descriptors needs /proc");
    endInEveryWay(1);
    long before = count(descriptors);
    for (int session = 2; session < 100; session++) {
      endInEveryWay(session);
    }
    assertThat(count(descriptors)).isLessThan(before + 20);
  }

  private void endInEveryWay(long session) throws Exception {
    Expectation used = passivePorts.expect(session, HERE);
    DataPort passive = new PassiveDataPort(used);
    try (var client = connect(used.port());
        Wire wire = passive.open(LONG)) {
      assertThat(wire.remote()).isEqualTo(client.getLocalSocketAddress());
    }
    // One session, so that these rests keep nobody waiting.
    Expectation kept = passivePorts.expect(1, HERE);
    connect(kept.port()).close();
    kept.withdraw();
    Expectation late = passivePorts.expect(1, HERE);
    assertThatThrownBy(() -> late.await(Duration.ofMillis(1)))
        .isInstanceOf(SocketTimeoutException.class);
    int nobody;
    try (var listener = new ServerSocket(0, 1, HERE)) {
      nobody = listener.getLocalPort();
      DataPort active = active((InetSocketAddress) listener.getLocalSocketAddress());
      active.open(LONG).close();
    }
    assertThatThrownBy(() -> active(new InetSocketAddress(HERE, nobody)).open(LONG))
        .isInstanceOf(IOException.class);
  }

  private static long count(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.count();
    }
  }
}
