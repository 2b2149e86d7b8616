package io.ferryftp.boringssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.NativeEngine;
import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsServer;
import io.ferryftp.protocol.tls.TlsVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// BoringSSL as an engine: memory that comes and goes, large pieces, tickets, and strange hellos.
@Timeout(60)
class BoringEngineTest {
  private static final KeyMaterial KEY = Peers.key();

  private static TlsServer server() {
    var offer =
        new ServerOffer(
            List.of(TlsVersion.values()),
            List.of(
                "TLS_AES_128_GCM_SHA256",
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
            "ftp",
            Asking.NOBODY,
            new Peers.Believer());
    return new BoringEngines().server(offer);
  }

  private final List<SSLEngine> engines = new ArrayList<>();

  /// To be released when the test is over.
  private SSLEngine kept(SSLEngine engine) {
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void releaseAll() {
    engines.forEach(BoringEngineTest::release);
  }

  private static void release(SSLEngine engine) {
    ((NativeEngine) engine).release();
  }

  @Test
  void memoryIsGivenBackOnce() throws Exception {
    TlsServer server = server();
    var peers = new Peers("TLSv1.3");
    int before = BoringSsl.live();
    for (int i = 0; i < 1000; i++) {
      TlsScope scope = server.scope(_ -> KEY);
      SSLEngine control = scope.controlEngine();
      Peers.read(control, peers.hello());
      assertThat(BoringSsl.live()).isEqualTo(before + 1);
      release(control);
      release(control);
      assertThat(BoringSsl.live()).isEqualTo(before);
    }
  }

  @Test
  void closeFromAnotherThreadFailsWhatRuns() throws Exception {
    TlsServer server = server();
    for (int i = 0; i < 50; i++) {
      SSLEngine engine = server.scope(_ -> KEY).engine();
      new Peers("TLSv1.3").agree(engine);
      Thread closer = Thread.ofPlatform().start(() -> release(engine));
      ByteBuffer out = ByteBuffer.allocateDirect(300 << 10);
      ByteBuffer in = ByteBuffer.allocateDirect(256 << 10);
      Status status;
      do {
        status = engine.wrap(in.clear(), out.clear()).getStatus();
      } while (status == Status.OK);
      assertThat(status).isEqualTo(Status.CLOSED);
      closer.join();
      assertThatThrownBy(() -> engine.unwrap(ByteBuffer.allocate(10), ByteBuffer.allocate(10)))
          .isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void largePiecesArriveAsTheyWere(String version) throws Exception {
    SSLEngine engine = server().scope(_ -> KEY).engine();
    var peers = new Peers(version);
    peers.agree(engine);
    byte[] octets = new byte[256 << 10];
    new Random(7).nextBytes(octets);
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    ByteBuffer out = ByteBuffer.allocateDirect(264 << 10);
    assertThat(engine.wrap(direct, out).bytesConsumed()).isEqualTo(octets.length);
    assertThat(peers.reads(out.flip())).isEqualTo(octets);
    assertThat(engine.wrap(ByteBuffer.wrap(octets, 0, 5), out.clear()).bytesConsumed())
        .isEqualTo(5);
    assertThat(peers.reads(out.flip())).hasSize(5);
    ByteBuffer sent = peers.says(octets);
    ByteBuffer plain = ByteBuffer.allocateDirect(octets.length + 100);
    while (sent.hasRemaining()) {
      assertThat(engine.unwrap(sent, plain).getStatus()).isEqualTo(Status.OK);
    }
    byte[] received = new byte[plain.flip().remaining()];
    plain.get(received);
    assertThat(received).isEqualTo(octets);
    release(engine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256"
      })
  void controlConnectionSaysItsTicketAgainAsOftenAsItIsUsed(String suite) throws Exception {
    TlsScope scope = server().scope(_ -> KEY);
    var peers = new Peers("TLSv1.3").withSuite(suite);
    SSLEngine control = scope.controlEngine();
    Peers.Ends commands = peers.agree(control);
    assertThat(control.getSession().getCipherSuite()).isEqualTo(suite);
    scope.bind();
    for (int i = 0; i < 10; i++) {
      scope.renewTicket(control.getSession());
      assertThat(commands.serverSays("226 done")).isEqualTo("226 done");
      assertThat(commands.clientSays("STOR x")).isEqualTo("STOR x");
      SSLEngine data = scope.engine();
      peers.agreeSilently(data);
      assertThat(scope.handshakeOf(data)).isEqualTo(Handshake.RESUMED);
      release(data);
    }
    commands.endsInOrder();
    release(control);
  }

  /// RFC 8446 §4.6.3: in front of the next data, also if data came right behind the request.
  @Test
  void keyUpdateIsAnswered() throws Exception {
    SSLEngine control = kept(server().scope(_ -> KEY).controlEngine());
    Peers.Ends commands = new Peers("TLSv1.3").agree(control);
    assertThat(commands.serverSays("220")).isEqualTo("220");
    for (int i = 0; i < 3; i++) {
      assertThat(commands.clientRenewsKeysAndSays("NOOP")).isEqualTo("NOOP");
      ByteBuffer out = ByteBuffer.allocate(100);
      control.wrap(ByteBuffer.wrap(new byte[] {'2', '0', '0'}), out);
      // A message of five octets, its type, and the tag.
      assertThat(out.getShort(3)).isEqualTo((short) (5 + 1 + 16));
      ByteBuffer plain = ByteBuffer.allocate(20 << 10);
      out.flip();
      while (out.hasRemaining()) {
        commands.client().unwrap(out, plain);
      }
      assertThat(plain.position()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void ticketOfAnotherScopeIsAFullHandshakeWhichABoundOneRefuses(String version) throws Exception {
    TlsServer server = server();
    var peers = new Peers(version);
    TlsScope own = server.scope(_ -> KEY);
    peers.agree(kept(own.controlEngine())).serverSays("230");
    TlsScope other = server.scope(_ -> KEY);
    SSLEngine data = kept(other.engine());
    peers.agree(data);
    assertThat(other.handshakeOf(data)).isEqualTo(Handshake.FULL);
    other.bind();
    SSLEngine bound = kept(other.engine());
    assertThatThrownBy(() -> new Peers(version).agree(bound)).isInstanceOf(SSLException.class);
    assertThat(other.handshakeOf(bound)).isEqualTo(Handshake.FULL);
  }

  /// The control experiment: what binds is the session-id context and nothing else.
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void withoutAContextOfItsOwnAForeignTicketWouldBeResumed(String version) throws Exception {
    var server = (BoringServer) server();
    var peers = new Peers(version);
    byte[] same = new byte[16];
    TlsScope one = new BoringScope(server, _ -> KEY, same);
    peers.agree(kept(one.controlEngine())).serverSays("230");
    TlsScope other = new BoringScope(server, _ -> KEY, same);
    SSLEngine data = kept(other.engine());
    peers.agree(data);
    assertThat(other.handshakeOf(data)).isEqualTo(Handshake.RESUMED);
  }

  @Test
  void helloInManyRecordsIsReadAsOne() throws Exception {
    SSLEngine engine = server().scope(_ -> KEY).engine();
    byte[] hello = Peers.octets(new Peers("TLSv1.3").asking("h2").hello());
    var pieces = new ArrayList<ByteBuffer>();
    for (int at = 5; at < hello.length; at += 20) {
      int length = Math.min(20, hello.length - at);
      pieces.add(
          ByteBuffer.allocate(5 + length)
              .put(new byte[] {22, 3, 3})
              .putShort((short) length)
              .put(hello, at, length)
              .flip());
    }
    assertThatThrownBy(
            () -> {
              for (ByteBuffer piece : pieces) {
                engine.unwrap(piece, ByteBuffer.allocate(0));
              }
            })
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("another protocol");
  }

  @Test
  void strangeHellosEndInOrder() throws Exception {
    TlsServer server = server();
    byte[] hello = Peers.octets(new Peers("TLSv1.3").asking("ftp").hello());
    int before = BoringSsl.live();
    var random = new Random(42);
    for (int i = 0; i < 5000; i++) {
      byte[] bad = hello.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt();
      }
      SSLEngine engine = server.scope(_ -> KEY).engine();
      try {
        Peers.read(engine, ByteBuffer.wrap(bad));
      } catch (SSLException e) {
        assertThat(e).hasMessageNotContaining("unknown failure");
      } finally {
        release(engine);
      }
    }
    assertThat(BoringSsl.live()).isEqualTo(before);
  }
}
