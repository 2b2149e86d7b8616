package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.LONG;
import static io.ferryftp.server.transfer.Loopback.address;
import static io.ferryftp.server.transfer.Loopback.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ferryftp.event.ServerEvent.Notice;
import io.ferryftp.event.ServerEvent.StrayConnection;
import io.ferryftp.server.config.Limits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One port for passive and active connections at once: "FTP through 20 and 21 only".
@Timeout(60)
class PortSharingTest {
  private static final int FTP_DATA = 20;

  private final RecordedEvents events = new RecordedEvents();

  private PassivePorts open(String bind, int port) throws IOException {
    return PassivePorts.open(
        address(bind),
        List.of(port),
        OptionalInt.of(port),
        Limits.DEFAULT,
        events,
        InstantSource.system());
  }

  private static int freePort() throws IOException {
    try (var any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 127.0.0.1", "::1, ::1", "::, 127.0.0.1", "::, ::1"})
  void portTwentyServesBothModesAtOnce(String bind, String client) throws Exception {
    try (var ports = open(bind, FTP_DATA)) {
      serveBothModes(ports, FTP_DATA, address(client));
    } catch (BindException denied) {
      abort("port 20 cannot be bound here: " + denied.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::, 127.0.0.1", "::, ::1"})
  void soDoesAnyOtherPort(String bind, String client) throws Exception {
    int port = freePort();
    try (var ports = open(bind, port)) {
      serveBothModes(ports, port, address(client));
    }
  }

  /// Active connections stay open while passive ones come, and the other way round.
  private void serveBothModes(PassivePorts passive, int port, InetAddress client) throws Exception {
    assertThat(passive.ports()).containsExactly(port);
    var active = new ActivePorts(port, passive.ports(), events, InstantSource.system());
    List<AutoCloseable> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      var listener = new ServerSocket(0, 1, client);
      open.add(listener);
      var target = new InetSocketAddress(client, listener.getLocalPort());
      open.add(active.connect(client, target, LONG, _ -> {}));
      Socket accepted = listener.accept();
      open.add(accepted);
      assertThat(accepted.getPort()).isEqualTo(port);

      Expectation expectation = passive.expect(i, client);
      Socket data = connect(client, client, expectation.port());
      open.add(data);
      SocketChannel delivered = expectation.await(LONG);
      open.add(delivered);
      assertThat(delivered.getRemoteAddress()).isEqualTo(data.getLocalSocketAddress());
    }
    for (AutoCloseable one : open) {
      one.close();
    }
    assertThat(events.of(Notice.class)).isEmpty();
    assertThat(events.of(StrayConnection.class)).isEmpty();
  }

  @Test
  void aSecondInstanceDoesNotShareSilently() throws Exception {
    int port = freePort();
    try (var first = open("127.0.0.1", port)) {
      assertThat(first.ports()).containsExactly(port);
      assertThatThrownBy(() -> open("127.0.0.1", port)).isInstanceOf(BindException.class);
      assertThatThrownBy(() -> open("::", port)).isInstanceOf(BindException.class);
    }
  }

  @Test
  void theNextInstanceMayHaveItAtOnce() throws Exception {
    int port = freePort();
    for (int i = 0; i < 3; i++) {
      try (var ports = open("127.0.0.1", port)) {
        serveBothModes(ports, port, address("127.0.0.1"));
      }
    }
  }
}
