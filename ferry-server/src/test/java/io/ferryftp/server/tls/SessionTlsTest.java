package io.ferryftp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.server.transfer.DataProtection;
import io.ferryftp.server.transfer.NotProtectedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Data connections belong to their control connection, or say why they do not.
@Timeout(60)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"JSSE", "BORINGSSL"})
class SessionTlsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final KeyMaterial STANDARD = Keys.ec("standard.example");
  private static final ServerTls BASE = ServerTls.with(CertificateSource.of(STANDARD));
  private static final String[] CBC = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"};

  @Parameter private TlsEngine engine = TlsEngine.AUTO;

  private ServerTls setting() {
    return BASE.withEngine(engine);
  }

  static SessionTls session(ServerTls setting) {
    return new SessionTls(setting, LONG, Optional.empty());
  }

  /// Makes the control connection; the client gets one octet, and the tickets in front of it.
  static SessionTls control(ServerTls setting, TlsClient client) throws Exception {
    return control(session(setting), client);
  }

  static SessionTls control(SessionTls tls, TlsClient client) throws Exception {
    try (Ends ends = Ends.connect()) {
      FutureTask<TlsWire> served = Ends.virtually(() -> tls.protectControl(ends.server()));
      TlsWire wire = client.connect(ends.client());
      exchange(served.get(), wire);
    }
    return tls;
  }

  private static void exchange(Wire from, Wire to) throws IOException {
    from.write(ByteBuffer.wrap(new byte[] {'x'}));
    assertThat(to.read(ByteBuffer.allocate(1), LONG)).isEqualTo(1);
  }

  /// How a data connection is agreed on; one that is sends the client an octet.
  static Handshake data(SessionTls tls, TlsClient client) throws Exception {
    try (Ends ends = Ends.connect()) {
      FutureTask<DataProtection.Protected> served =
          Ends.virtually(() -> tls.protect(ends.server()));
      FutureTask<Integer> read =
          Ends.virtually(() -> client.connect(ends.client()).read(ByteBuffer.allocate(1), LONG));
      DataProtection.Protected ready = served.get();
      ready.wire().write(ByteBuffer.wrap(new byte[] {'x'}));
      assertThat(read.get()).isEqualTo(1);
      return ready.tls().orElseThrow().handshake();
    }
  }

  static void assertRefused(FutureTask<?> served, String... words) {
    assertThatThrownBy(served::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(NotProtectedException.class)
        .hasMessageContainingAll(words)
        .message()
        .matches("\\p{Print}+");
  }

  private static void assertNotBound(SessionTls tls, TlsClient client) throws Exception {
    try (Ends ends = Ends.connect()) {
      var served = Ends.virtually(() -> tls.protect(ends.server()));
      assertThatThrownBy(() -> client.connect(ends.client()).read(ByteBuffer.allocate(1), LONG))
          .isInstanceOf(SSLException.class);
      assertRefused(served, "must resume", "session reuse in the client", "preferred");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void dataConnectionsThatResumeAreServed(String version) throws Exception {
    TlsClient client = TlsClient.speaking(version);
    SessionTls tls = control(setting(), client);
    assertThat(tls.facts().handshake()).isEqualTo(Handshake.FULL);
    assertThat(tls.facts().protocol()).isEqualTo(version);
    for (int i = 0; i < 10; i++) {
      assertThat(data(tls, client)).isEqualTo(Handshake.RESUMED);
    }
  }

  /// JSSE uses a ticket of TLS 1.3 once, so it has as many as it got.
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void uploadsWithoutAWordFromTheServerDoNotUseUpTheTickets(String version) throws Exception {
    TlsClient client = TlsClient.speaking(version);
    SessionTls tls = session(setting());
    try (Ends ends = Ends.connect()) {
      FutureTask<TlsWire> served = Ends.virtually(() -> tls.protectControl(ends.server()));
      TlsWire commands = client.connect(ends.client());
      TlsWire replies = served.get();
      exchange(replies, commands);
      for (int i = 0; i < 20; i++) {
        assertThat(upload(tls, client)).isEqualTo(Handshake.RESUMED);
        exchange(replies, commands);
        exchange(replies, commands);
      }
    }
  }

  /// A data connection whose client leaves without having read anything.
  private static Handshake upload(SessionTls tls, TlsClient client) throws Exception {
    try (Ends ends = Ends.connect()) {
      FutureTask<DataProtection.Protected> served =
          Ends.virtually(() -> tls.protect(ends.server()));
      client.connect(ends.client()).shutdownOutput();
      return served.get().tls().orElseThrow().handshake();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void fullHandshakeIsRefused(String version) throws Exception {
    SessionTls tls = control(setting(), TlsClient.speaking(version));
    assertNotBound(tls, TlsClient.speaking(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void ticketOfAnotherControlConnectionIsRefused(String version) throws Exception {
    TlsClient thief = TlsClient.speaking(version);
    control(setting(), thief);
    SessionTls victim = control(setting(), TlsClient.speaking(version));
    assertNotBound(victim, thief);
  }

  @ParameterizedTest
  @EnumSource(names = {"PREFERRED", "OFF"})
  void whereReuseIsNotRequiredBothAreServedAndTold(TlsSessionReuse reuse) throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.3");
    SessionTls tls = control(setting().withSessionReuse(reuse), client);
    assertThat(data(tls, client)).isEqualTo(Handshake.RESUMED);
    assertThat(data(tls, TlsClient.speaking("TLSv1.2"))).isEqualTo(Handshake.FULL);
    assertThat(data(tls, TlsClient.speaking("TLSv1.3"))).isEqualTo(Handshake.FULL);
  }

  @Test
  void sessionOfAnotherTimeIsRefusedEvenIfItWasResumed() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.3");
    var scope = new ContextScope(BASE, Optional.empty());
    control(new SessionTls(scope, TlsSessionReuse.OFF, LONG), client);
    awaitNextMillisecond();
    // The same context for two control connections: what the binding must not rest on alone.
    var second = new SessionTls(scope, TlsSessionReuse.REQUIRED, LONG);
    control(second, TlsClient.speaking("TLSv1.3"));
    try (Ends ends = Ends.connect()) {
      var served = Ends.virtually(() -> second.protect(ends.server()));
      client.connect(ends.client());
      assertRefused(served, "must resume");
    }
  }

  private static void awaitNextMillisecond() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() == now) {
      Thread.onSpinWait();
    }
  }

  @Test
  void clearTextIsRefused() throws Exception {
    SessionTls tls = control(setting(), TlsClient.speaking("TLSv1.3"));
    try (Ends ends = Ends.connect()) {
      ends.client().write(ByteBuffer.wrap("hello world".getBytes(StandardCharsets.US_ASCII)));
      assertRefused(Ends.virtually(() -> tls.protect(ends.server())), "not TLS", "PROT C");
    }
  }

  @Test
  void silenceIsRefused() throws Exception {
    var tls = new SessionTls(setting(), SHORT, Optional.empty());
    try (Ends ends = Ends.connect()) {
      assertRefused(Ends.virtually(() -> tls.protect(ends.server())), "within", "must begin");
    }
  }

  @Test
  void clientThatGoesIsToldOf() throws Exception {
    SessionTls tls = session(setting());
    try (Ends ends = Ends.connect()) {
      ends.client().close();
      assertRefused(Ends.virtually(() -> tls.protect(ends.server())), "closed", "log");
    }
  }

  @Test
  void otherFailuresAreToldWithTheirCause() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.2");
    SessionTls tls = control(setting(), client);
    try (Ends ends = Ends.connect()) {
      var served = Ends.virtually(() -> tls.protect(ends.server()));
      TlsClient web = client.wishing(one -> one.setApplicationProtocols(new String[] {"h2"}));
      assertThatThrownBy(() -> web.connect(ends.client())).isInstanceOf(SSLException.class);
      assertRefused(served, "TLS failed", "same TLS settings");
    }
  }

  private void assertNoControl(TlsClient client, String alert) throws Exception {
    SessionTls tls = session(setting());
    try (Ends ends = Ends.connect()) {
      var served = Ends.virtually(() -> tls.protectControl(ends.server()));
      assertThatThrownBy(() -> client.connect(ends.client()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining(alert);
      assertThatThrownBy(served::get).hasCauseInstanceOf(SSLException.class);
    }
  }

  @Test
  void otherProtocolsThanFtpAreRefused() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.3");
    assertNoControl(
        client.wishing(one -> one.setApplicationProtocols(new String[] {"http/1.1"})),
        "no_application_protocol");
    control(
        setting(), client.wishing(one -> one.setApplicationProtocols(new String[] {"h2", "ftp"})));
  }

  @Test
  void suitesWithoutAuthenticatedEncryptionAreRefused() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.2");
    assertNoControl(client.wishing(one -> one.setCipherSuites(CBC)), "handshake_failure");
  }

  @Test
  void suitesAreTheOnesOnTheList() {
    var engine = new ContextScope(BASE, Optional.empty()).engine();
    assertThat(engine.getEnabledCipherSuites()).containsExactlyElementsOf(Offer.SUITES);
    assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    assertThat(Offer.SUITES).allMatch(suite -> suite.matches(".*(GCM|CHACHA20_POLY1305).*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void rsaKeysServeAsWell(String version) throws Exception {
    var setting = ServerTls.with(CertificateSource.of(Keys.rsa("rsa.example"))).withEngine(engine);
    TlsClient client = TlsClient.speaking(version);
    SessionTls tls = control(setting, client);
    for (int i = 0; i < 3; i++) {
      assertThat(data(tls, client)).isEqualTo(Handshake.RESUMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void chainsOfMixedKeysServeAsWell(String version) throws Exception {
    KeyMaterial authority = Keys.ec("authority.example");
    KeyMaterial own = Keys.issued("rsa.example", authority, "RSA", 2048, Duration.ofDays(1));
    TlsClient client = TlsClient.speaking(version);
    SessionTls tls = control(ServerTls.with(CertificateSource.of(own)).withEngine(engine), client);
    assertThat(data(tls, client)).isEqualTo(Handshake.RESUMED);
    assertThat(data(tls, client)).isEqualTo(Handshake.RESUMED);
  }

  @Test
  void eightDataConnectionsAtOnceAreServed() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.2");
    SessionTls tls = control(setting(), client);
    var running = new ArrayList<FutureTask<Handshake>>();
    for (int i = 0; i < 8; i++) {
      running.add(Ends.virtually(() -> data(tls, client)));
    }
    for (FutureTask<Handshake> one : running) {
      assertThat(one.get()).isEqualTo(Handshake.RESUMED);
    }
  }
}
