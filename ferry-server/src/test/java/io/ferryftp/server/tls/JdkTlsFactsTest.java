package io.ferryftp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the binding of data connections takes from JSSE and no documentation promises. If one of
/// these fails on a new JDK, the binding must be thought through again before anybody uses that
/// JDK; `TlsSelfCheck` keeps servers from starting on it.
@Timeout(60)
class JdkTlsFactsTest {
  private static final int TIMES = 8;
  private static final KeyMaterial KEY = Keys.ec("server.example");
  private static final ServerTls SETTING = ServerTls.with(CertificateSource.of(KEY));

  private final ContextScope scope = new ContextScope(SETTING, Optional.empty());

  private static SSLSession agree(SelfCheckClient client, SSLEngine server) throws SSLException {
    MemoryHandshake.between(client.engine(), server);
    return server.getSession();
  }

  /// How a server takes a first message.
  private Handshake take(ByteBuffer hello) throws SSLException {
    SSLEngine server = scope.engine();
    MemoryHandshake.read(server, hello);
    return scope.handshakeOf(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void oneTicketIsGoodAnyNumberOfTimesInSeries(String version) throws Exception {
    var client = new SelfCheckClient(version);
    agree(client, scope.engine());
    scope.bind();
    ByteBuffer hello = MemoryHandshake.hello(client.engine());
    for (int i = 0; i < TIMES; i++) {
      assertThat(take(hello)).isEqualTo(Handshake.RESUMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void oneTicketIsGoodAnyNumberOfTimesAtOnce(String version) throws Exception {
    var client = new SelfCheckClient(version);
    agree(client, scope.engine());
    scope.bind();
    ByteBuffer hello = MemoryHandshake.hello(client.engine());
    var running = new ArrayList<FutureTask<Handshake>>();
    for (int i = 0; i < TIMES; i++) {
      running.add(Ends.virtually(() -> take(hello.duplicate())));
    }
    for (FutureTask<Handshake> one : running) {
      assertThat(one.get()).isEqualTo(Handshake.RESUMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void ticketOfAnotherContextIsNotResumed(String version) throws Exception {
    var client = new SelfCheckClient(version);
    agree(client, scope.engine());
    var other = new ContextScope(SETTING, Optional.empty());
    SSLEngine server = other.engine();
    agree(client, server);
    assertThat(other.handshakeOf(server)).isEqualTo(Handshake.FULL);
  }

  /// A ticket holds a sum of the certificate, for which the key manager is asked before the
  /// handshake has a session; to answer null there would make every ticket worthless.
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void keyManagerSeesWhetherTheHandshakeIsFull(String version) throws Exception {
    var client = new SelfCheckClient(version);
    var keys = new WatchedKeys(KEY);
    agree(client, keys.engine());
    assertThat(keys.asked()).isNotEmpty().containsOnly(WatchedKeys.Moment.WITH_SESSION);
    keys.forget();
    agree(client, keys.engine());
    assertThat(keys.asked()).isNotEmpty().containsOnly(WatchedKeys.Moment.WITHOUT_SESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void withoutAKeyAFullHandshakeFails(String version) {
    var keys = new WatchedKeys(KEY);
    keys.refuse();
    assertThatThrownBy(() -> agree(new SelfCheckClient(version), keys.engine()))
        .isInstanceOf(SSLException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void sessionKeepsTheTimeOfItsCreation(String version) throws Exception {
    var client = new SelfCheckClient(version);
    long created = agree(client, scope.engine()).getCreationTime();
    while (System.currentTimeMillis() <= created) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 3; i++) {
      assertThat(agree(client, scope.engine()).getCreationTime()).isEqualTo(created);
    }
    long other = agree(new SelfCheckClient(version), scope.engine()).getCreationTime();
    assertThat(other).isGreaterThan(created);
  }

  @Test
  void ticketsWaitForTheFirstWord() throws Exception {
    var half = HalfHandshake.of(new SelfCheckClient("TLSv1.3").engine(), scope.engine());
    assertThat(half.server().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
    assertThat(half.server().getHandshakeSession()).isNull();
    half.clientSays("data");
    assertThat(half.serverReads()).isEqualTo("data");
    int oneRecord = 5 + "word".length() + 1 + 16;
    assertThat(half.serverSays("word")).isGreaterThan(2 * oneRecord);
  }

  @Test
  void ticketsGoOutWithTheEnd() throws Exception {
    var client = new SelfCheckClient("TLSv1.3");
    var half = HalfHandshake.of(client.engine(), scope.engine());
    scope.bind();
    half.clientEnds();
    half.serverEnds();
    assertThat(take(MemoryHandshake.hello(client.engine()))).isEqualTo(Handshake.RESUMED);
  }

  @Test
  void changedValueBringsAnotherTicketBehindTheNextWord() throws Exception {
    var half = HalfHandshake.of(new SelfCheckClient("TLSv1.3").engine(), scope.engine());
    half.serverSays("word");
    assertThat(half.server().getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    half.server().getSession().putValue("wanted", "");
    half.server().getSession().removeValue("wanted");
    half.serverSays("word");
    assertThat(half.server().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
  }

  @Test
  void clientFindsItsSessionByHostAndPort() throws Exception {
    TlsClient client = TlsClient.speaking("TLSv1.3");
    MemoryHandshake.between(client.engine(), scope.engine());
    scope.bind();
    assertThatCode(() -> MemoryHandshake.between(client.engine(), scope.engine()))
        .doesNotThrowAnyException();
    SSLEngine elsewhere = client.engineFor("elsewhere.example", 21);
    assertThatThrownBy(() -> MemoryHandshake.between(elsewhere, scope.engine()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void noContextIsMadeWithoutATrustManager() {
    // Given none, JSSE loads the JVM's authorities for each context.
    List<TrustManager> managers = List.of(ClientTrust.managers(SETTING.clientCertificates()));
    assertThat(managers).hasSize(1);
  }
}
