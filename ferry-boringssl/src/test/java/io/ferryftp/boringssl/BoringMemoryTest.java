package io.ferryftp.boringssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.NativeEngine;
import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsServer;
import io.ferryftp.protocol.tls.TlsVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Engines that end in every way that there is leave no connection of BoringSSL behind. What is
/// counted are connections that have native memory: the octets of the process say less, because the
/// JVM's compilers take and give back more than thousands of engines have.
final class BoringMemoryTest {
  private static final int ENGINES = Boolean.getBoolean("ferry.long") ? 10_000 : 2_000;
  private static final KeyMaterial KEY = Peers.key();

  private final TlsServer server =
      new BoringEngines()
          .server(
              new ServerOffer(
                  List.of(TlsVersion.values()),
                  List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                  "ftp",
                  Asking.NOBODY,
                  new Peers.Believer()));

  /// How far a connection comes.
  enum End {
    /// It has not heard a whole ClientHello, and has no native memory.
    UNHEARD {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        ByteBuffer hello = peers.hello();
        Peers.read(engine, hello.limit(hello.limit() / 2));
      }
    },
    /// It has heard one, and its answer is never fetched.
    UNANSWERED {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        Peers.read(engine, peers.hello());
      }
    },
    /// It has answered, and hears no more.
    BROKEN_OFF {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        Peers.read(engine, peers.hello());
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(16 << 10));
      }
    },
    /// It hears what is no TLS in the midst of its handshake.
    FAILED {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        BROKEN_OFF.play(engine, peers);
        assertThatThrownBy(() -> Peers.read(engine, ByteBuffer.wrap(new byte[100])))
            .isInstanceOf(SSLException.class);
      }
    },
    /// It is refused, for it asks for another protocol.
    REFUSED {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        ByteBuffer hello = peers.asking("h2").hello();
        assertThatThrownBy(() -> Peers.read(engine, hello)).isInstanceOf(SSLException.class);
      }
    },
    /// Both have agreed, and the peer is gone.
    AGREED {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        peers.agree(engine).serverSays("220");
      }
    },
    /// Both have said the end.
    ENDED {
      @Override
      void play(SSLEngine engine, Peers peers) throws SSLException {
        peers.agree(engine).endsInOrder();
      }
    };

    abstract void play(SSLEngine engine, Peers peers) throws SSLException;
  }

  private SSLEngine opened(int number) throws SSLException {
    TlsScope scope = server.scope(_ -> KEY);
    SSLEngine engine = number % 2 == 0 ? scope.controlEngine() : scope.engine();
    var peers = new Peers(number / 2 % 2 == 0 ? "TLSv1.3" : "TLSv1.2");
    End.values()[number % End.values().length].play(engine, peers);
    return engine;
  }

  private void openAndRelease(int count) throws SSLException {
    for (int i = 0; i < count; i++) {
      release(opened(i));
    }
  }

  private static void release(SSLEngine engine) {
    ((NativeEngine) engine).release();
  }

  @Test
  void enginesLeaveNothingBehind() throws SSLException {
    int before = BoringSsl.live();
    openAndRelease(ENGINES);
    assertThat(BoringSsl.live()).isEqualTo(before);
  }

  /// The control experiment: what is not released is seen, for each way that has native memory.
  @ParameterizedTest
  @EnumSource(End.class)
  void engineThatIsKeptIsSeen(End end) throws SSLException {
    int before = BoringSsl.live();
    SSLEngine engine = server.scope(_ -> KEY).controlEngine();
    end.play(engine, new Peers("TLSv1.3"));
    boolean hasMemory = end != End.UNHEARD && end != End.REFUSED;
    assertThat(BoringSsl.live()).isEqualTo(before + (hasMemory ? 1 : 0));
    release(engine);
    assertThat(BoringSsl.live()).isEqualTo(before);
  }

  /// Nobody has to release an engine: its memory goes with it.
  @Test
  void engineThatIsForgottenGoesByItself() throws SSLException {
    int before = BoringSsl.live();
    var engines = new ArrayList<SSLEngine>();
    for (int i = 0; i < 100; i++) {
      engines.add(opened(i));
    }
    assertThat(BoringSsl.live()).isGreaterThan(before);
    assertThat(engines).hasSize(100);
    engines.clear();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          System.gc();
          return BoringSsl.live() == before;
        });
  }
}
