package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.ControlCleared;
import io.ferryftp.event.ServerEvent.ControlProtected;
import io.ferryftp.event.ServerEvent.HandshakeFailed;
import io.ferryftp.event.ServerEvent.SessionClosed;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls.ClearControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS of the control connection over sockets: how it begins, what may not begin it, how it ends.
@Timeout(120)
class TlsSessionTest {
  private static final String CLIENT_HELLO_OF_NOBODY = "\u0016\u0003\u0001\u0000\u0005hello";

  private final BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();
  private final List<ServerEvent> seen = new ArrayList<>();
  private Optional<FtpServer> running = Optional.empty();

  @AfterEach
  void stop() {
    running.ifPresent(FtpServer::close);
  }

  @Test
  void commandsGoOnUnderTlsAndTheEndIsSaidWithCloseNotify() throws Exception {
    try (TlsTalk client = explicit(start(config -> config))) {
      assertThat(client.ask("USER anna", "PASS secret", "PWD")).isEqualTo(257);
      assertThat(client.ask("QUIT")).isEqualTo(221);
      assertThat(client.hasEnded()).isTrue();
    }
    assertThat(await(ControlProtected.class).tls().protocol()).isEqualTo("TLSv1.3");
    assertThat(await(SessionClosed.class).reason()).isEqualTo("QUIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"USER anna\r\nPASS secret\r\nDELE a.txt\r\n", "P", "\n", CLIENT_HELLO_OF_NOBODY})
  void whatIsPipelinedBehindAuthIsNeverExecuted(String injected) throws Exception {
    try (TlsTalk client = greeted(start(config -> config))) {
      client.send("AUTH TLS\r\n" + injected);
      assertThat(client.code()).isEqualTo(234);
      assertThat(client.code()).isEqualTo(421);
      assertThat(client.hasEnded()).isTrue();
    }
    assertThat(await(HandshakeFailed.class).transfer()).isEmpty();
    assertNothingWasExecutedBehindAuth();
  }

  /// The injection of the STARTTLS attacks: whoever is on the way puts a command in front of the
  /// true client's handshake.
  @Test
  void aHandshakeBehindAnInjectedCommandFails() throws Exception {
    try (TlsTalk client = greeted(start(config -> config))) {
      client.send("AUTH TLS\r\nUSER anna\r\n");
      assertThat(client.code()).isEqualTo(234);
      assertThatThrownBy(client::handshake).isInstanceOf(IOException.class);
    }
    await(SessionClosed.class);
    assertNothingWasExecutedBehindAuth();
  }

  @Test
  void clearTextInsteadOfAHandshakeIsToldSoInClear() throws Exception {
    try (TlsTalk client = greeted(start(config -> config))) {
      assertThat(client.ask("AUTH TLS")).isEqualTo(234);
      assertThat(client.ask("USER anna")).isEqualTo(421);
      assertThat(client.hasEnded()).isTrue();
    }
    assertNothingWasExecutedBehindAuth();
  }

  @Test
  void aBadHandshakeGetsAnAlert() throws Exception {
    try (TlsTalk client = greeted(start(config -> config))) {
      assertThat(client.ask("AUTH TLS")).isEqualTo(234);
      client.send(CLIENT_HELLO_OF_NOBODY);
      assertThat(client.rest()).startsWith(21, 3);
    }
    await(HandshakeFailed.class);
  }

  @Test
  void whoSaysNothingInTheHandshakeIsLeft() throws Exception {
    Limits limits = Limits.DEFAULT.toBuilder().handshakeTime(Duration.ofMillis(300)).build();
    FtpServer server = start(config -> config.limits(limits).implicitListen(anywhere()));
    try (TlsTalk client = greeted(server);
        TlsTalk implicit = TlsTalk.connect(server.implicitControl().orElseThrow())) {
      assertThat(client.ask("AUTH TLS")).isEqualTo(234);

      assertThat(client.hasEnded()).isTrue();
      assertThat(implicit.hasEnded()).isTrue();
    }
    await(HandshakeFailed.class);
    await(HandshakeFailed.class);
    assertThat(await(SessionClosed.class).reason()).contains("TLS");
  }

  @Test
  void connectionsWithoutHandshakeDoNotHurtOthers() throws Exception {
    FtpServer server = start(config -> config.implicitListen(anywhere()));
    var silent = new ArrayList<TlsTalk>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(TlsTalk.connect(server.implicitControl().orElseThrow()));
      }
      try (TlsTalk client = TlsTalk.connect(server.implicitControl().orElseThrow()).handshake()) {
        assertThat(client.code()).isEqualTo(220);
        assertThat(client.ask("USER anna", "PASS secret", "PBSZ 0", "PROT P")).isEqualTo(200);
      }
    } finally {
      for (TlsTalk one : silent) {
        one.close();
      }
    }
  }

  @Test
  void clearTextAtTheImplicitListenerIsToldSo() throws Exception {
    FtpServer server = start(config -> config.implicitListen(anywhere()));
    try (TlsTalk client = TlsTalk.connect(server.implicitControl().orElseThrow())) {
      assertThat(client.ask("USER anna")).isEqualTo(421);
      assertThat(client.hasEnded()).isTrue();
    }
  }

  @Test
  void reinIsAnsweredUnderTlsAndTlsMayBeginAgain() throws Exception {
    try (TlsTalk client = explicit(start(config -> config))) {
      assertThat(client.ask("USER anna", "PASS secret", "REIN")).isEqualTo(220);
      client.endTls();
      assertThat(client.ask("PWD")).isEqualTo(530);
      assertThat(client.ask("PBSZ 0")).isEqualTo(503);
      assertThat(client.ask("AUTH TLS")).isEqualTo(234);
      client.handshake();
      assertThat(client.ask("USER anna", "PASS secret")).isEqualTo(230);
    }
    await(ControlProtected.class);
    await(ControlCleared.class);
    await(ControlProtected.class);
  }

  @Test
  void cccIsAnsweredUnderTlsWhetherTheClientEndsItOrNot() throws Exception {
    FtpServer server =
        start(config -> config.tls(TestKeys.tls().withClearControl(ClearControl.ALLOWED)));
    try (TlsTalk polite = explicit(server);
        TlsTalk curt = explicit(server)) {
      assertThat(polite.ask("USER anna", "PASS secret", "CCC")).isEqualTo(200);
      polite.endTls();
      assertThat(polite.ask("PWD")).isEqualTo(257);

      assertThat(curt.ask("USER anna", "PASS secret", "CCC")).isEqualTo(200);
      assertThat(curt.hasEnded()).isTrue();
      curt.forgetTls();
      assertThat(curt.ask("PWD", "NOOP")).isEqualTo(200);
    }
  }

  @Test
  void whatIsPipelinedBehindCccIsNotTakenForClearText() throws Exception {
    FtpServer server =
        start(config -> config.tls(TestKeys.tls().withClearControl(ClearControl.ALLOWED)));
    try (TlsTalk client = explicit(server)) {
      assertThat(client.ask("USER anna", "PASS secret")).isEqualTo(230);
      client.send("CCC\r\nDELE a.txt\r\n");
      assertThat(client.code()).isEqualTo(200);
      assertThat(client.code()).isEqualTo(421);
    }
    await(SessionClosed.class);
    assertThat(commands()).doesNotContain("DELE a.txt");
  }

  @Test
  void aClientThatLeavesWithoutCloseNotifyHasSimplyLeft() throws Exception {
    try (TlsTalk client = explicit(start(config -> config))) {
      assertThat(client.ask("NOOP")).isEqualTo(200);
    }
    assertThat(await(SessionClosed.class).reason()).isEqualTo("connection closed by the client");
    assertThat(seen).noneMatch(HandshakeFailed.class::isInstance);
  }

  @Test
  void whoStopsTheServerEndsTlsInOrder() throws Exception {
    FtpServer server = start(config -> config);
    try (TlsTalk client = explicit(server)) {
      assertThat(client.ask("NOOP")).isEqualTo(200);
      server.drain(Duration.ofSeconds(10));
      assertThat(client.code()).isEqualTo(421);
      assertThat(client.hasEnded()).isTrue();
    }
  }

  private FtpServer start(UnaryOperator<ServerConfig.Builder> change) throws IOException {
    var account = new Account("anna", "/", Permission.ALL);
    var accounts =
        new GivenAccounts(
            List.of(new GivenAccounts.Given(account, Secret.of("secret"))), Optional.empty());
    var config =
        ServerConfig.builder(accounts, _ -> new MemoryTree().with("/a.txt", "one"))
            .tls(TestKeys.tls())
            .listener(events::add);
    FtpServer server = FtpServer.start(change.apply(config).build());
    running = Optional.of(server);
    return server;
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static TlsTalk greeted(FtpServer server) throws IOException {
    TlsTalk client = TlsTalk.connect(server.control());
    assertThat(client.code()).isEqualTo(220);
    return client;
  }

  private static TlsTalk explicit(FtpServer server) throws IOException {
    TlsTalk client = greeted(server);
    assertThat(client.ask("AUTH TLS")).isEqualTo(234);
    return client.handshake();
  }

  private <E extends ServerEvent> E await(Class<E> type) throws InterruptedException {
    while (true) {
      ServerEvent event = events.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("%s after %s", type, seen).isNotNull();
      seen.add(event);
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  private void assertNothingWasExecutedBehindAuth() throws InterruptedException {
    if (seen.stream().noneMatch(SessionClosed.class::isInstance)) {
      await(SessionClosed.class);
    }
    assertThat(commands()).containsExactly("AUTH TLS");
  }

  private List<String> commands() {
    return seen.stream()
        .filter(ServerEvent.CommandReceived.class::isInstance)
        .map(event -> ((ServerEvent.CommandReceived) event).line())
        .toList();
  }
}
