package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.TransferResult;
import io.ferryftp.client.TransferResult.Verification;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClientViewTest {
  private static final Instant AT = Instant.EPOCH;
  private static final InetSocketAddress HERE = address("127.0.0.1", 4000);
  private static final InetSocketAddress THERE = address("::1", 21);

  private static final Fingerprint FINGERPRINT = new Fingerprint("0a".repeat(32));

  private static final List<ClientEvent> EVENTS =
      List.of(
          new ClientEvent.Connected(AT, HERE, THERE),
          new ClientEvent.ControlProtected(AT, facts(Handshake.FULL), FINGERPRINT),
          new ClientEvent.CommandSent(AT, "PASS ***"),
          new ClientEvent.ReplyReceived(AT, "230 in\u001b"),
          new ClientEvent.DataWayFailed(
              AT, DataWay.EPSV, Optional.of(DataWay.ACTIVE), "the server refused EPSV: 500 no"),
          new ClientEvent.DataWayFailed(
              AT, DataWay.ACTIVE, Optional.empty(), "the server's connection did not arrive"),
          new ClientEvent.DataConnectionOpened(AT, DataWay.ACTIVE, HERE, THERE),
          new ClientEvent.DataProtected(AT, facts(Handshake.RESUMED), OptionalInt.of(1)),
          new ClientEvent.DataProtected(AT, facts(Handshake.RESUMED), OptionalInt.empty()),
          new ClientEvent.DataConnectionClosed(AT, 2048, Duration.ofSeconds(2)),
          new ClientEvent.Notice(AT, "the address in the 227 is not believed"),
          new ClientEvent.Disconnected(AT));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void verboseShowsTheConversation() {
    EVENTS.forEach(view(ClientOptions.Talk.VERBOSE, Optional.empty())::on);
    assertThat(lines())
        .containsExactly(
            "connected to [::1]:21",
            "protected: TLSv1.3 TLS_AES_256_GCM_SHA384, full handshake, certificate " + FINGERPRINT,
            "> PASS ***",
            "< 230 in\\x1B",
            "ferry: passive mode (EPSV): the server refused EPSV: 500 no; trying active mode",
            "ferry: active mode: the server's connection did not arrive",
            "data connection 127.0.0.1:4000 from [::1]:21",
            "data connection protected: TLSv1.3 TLS_AES_256_GCM_SHA384, session resumed, 1 ticket"
                + " left",
            "data connection protected: TLSv1.3 TLS_AES_256_GCM_SHA384, session resumed",
            "data connection closed, 2.0 KiB in 2.00 s, 1.0 KiB/s",
            "ferry: the address in the 227 is not believed",
            "disconnected");
  }

  @Test
  void clearTextIsSaidOfServersElsewhere() {
    ClientView view = view(ClientOptions.Talk.NORMAL, Optional.empty());
    view.on(new ClientEvent.StaysInClear(AT, HERE));
    assertThat(err.size()).isZero();
    view.on(new ClientEvent.StaysInClear(AT, address("192.0.2.7", 21)));
    assertThat(lines())
        .containsExactly(
            "ferry: the server offers no TLS: everybody on the way can read password and files");
  }

  @Test
  void normallyOnlyWhatDidNotGoAsPlannedIsSaid() {
    EVENTS.forEach(view(ClientOptions.Talk.NORMAL, Optional.empty())::on);
    assertThat(lines())
        .containsExactly(
            "ferry: passive mode (EPSV): the server refused EPSV: 500 no; trying active mode",
            "ferry: the address in the 227 is not believed");
  }

  @Test
  void quietSaysFailuresAlone() {
    ClientView view = view(ClientOptions.Talk.QUIET, Optional.of(80));
    EVENTS.forEach(view::on);
    view.begin("a", OptionalLong.of(10));
    view.on(new ClientEvent.TransferStarted(AT, 0, OptionalLong.empty()));
    view.on(new ClientEvent.TransferProgress(AT, 10));
    view.end();
    view.transferred("a", result(10, 0, Verification.SIZE_MATCHES));
    view.fail("it broke");
    assertThat(lines()).containsExactly("ferry: it broke");
  }

  @Test
  void aBarMakesRoomForLinesAndCountsWhatWasThere() {
    ClientView view = view(ClientOptions.Talk.NORMAL, Optional.of(60));
    view.begin("a", OptionalLong.of(1000));
    view.on(new ClientEvent.TransferStarted(AT, 500, OptionalLong.empty()));
    view.on(new ClientEvent.TransferProgress(AT, 100));
    assertThat(text()).startsWith("\r\u001b[Ka  [").contains(" 60%").doesNotContain("\n");
    view.on(new ClientEvent.Notice(AT, "look"));
    assertThat(text()).endsWith("\r\u001b[Kferry: look\n");
    now += Duration.ofSeconds(1).toNanos();
    view.on(new ClientEvent.TransferProgress(AT, 500));
    assertThat(text()).contains("100%");
    view.end();
    assertThat(text()).endsWith("\r\u001b[K");
  }

  @Test
  void inAPipeAFileIsOneLine() {
    ClientView view = view(ClientOptions.Talk.NORMAL, Optional.empty());
    view.begin("a\n", OptionalLong.of(1000));
    view.on(new ClientEvent.TransferProgress(AT, 100));
    view.end();
    view.transferred("a\n", result(1 << 20, 0, Verification.SIZE_MATCHES));
    view.transferred("b", result(1 << 20, 1 << 10, Verification.NOT_POSSIBLE));
    assertThat(lines())
        .containsExactly(
            "a\\x0A, 1.0 MiB in 2.00 s, 512.0 KiB/s",
            "b from 1.0 KiB on, 1.0 MiB in 2.00 s, 512.0 KiB/s, its size could not be checked");
  }

  private ClientView view(ClientOptions.Talk talk, Optional<Integer> columns) {
    var screen = new Screen(new PrintStream(err, true, StandardCharsets.UTF_8));
    return new ClientView(screen, talk, columns, () -> now);
  }

  private static TransferResult result(long octets, long offset, Verification verification) {
    return new TransferResult(octets, offset, octets + offset, Duration.ofSeconds(2), verification);
  }

  private static TlsFacts facts(Handshake handshake) {
    return new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", handshake);
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private static InetSocketAddress address(String host, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(host), port);
  }
}
