package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.tls.SessionTls;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Resource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// One ticket of [SessionTls], or one session id, offered eight times in series, eight times at
/// once, and to another session, by the libraries that most clients use.
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"JSSE", "BORINGSSL"})
final class TicketTest {
  private static final int TIMES = 8;
  private static final int LIBRARY_MISSING = 77;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Parameter private TlsEngine engine = TlsEngine.AUTO;

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({"openssl, TLS_1_2", "openssl, TLS_1_3", "gnutls, TLS_1_2", "gnutls, TLS_1_3"})
  void oneTicketIsGoodForAllDataConnectionsOfItsSessionAndNoOther(
      String library, TlsVersion version) throws Exception {
    Peer python = Peer.require("python3");
    Path script = Resource.copy("/io/ferryftp/tests/tls/tickets.py", directory);
    try (var own = new Listeners(engine);
        var other = new Listeners(engine)) {
      Peer.Outcome outcome =
          python.run(
              directory,
              LIMIT.multipliedBy(2),
              List.of(
                  script.toString(),
                  library,
                  version.word(),
                  own.controlPort(),
                  own.dataPort(),
                  other.controlPort(),
                  other.dataPort()));
      if (outcome.exit() == LIBRARY_MISSING) {
        Assumptions.abort("peer " + library + " is not installed");
      }
      assertThat(outcome.orFail().out().lines())
          .containsExactly("series " + TIMES, "at once " + TIMES, "stolen None");
      assertThat(own.taken)
          .hasSize(2 * TIMES)
          .allMatch(facts -> facts.handshake() == Handshake.RESUMED)
          .allMatch(facts -> facts.protocol().equals(version.word()));
      assertThat(other.taken).isEmpty();
    }
  }

  /// One session: a port for its control connection, and one for its data connections.
  private static final class Listeners implements AutoCloseable {
    private final SessionTls tls;
    private final Queue<TlsFacts> taken = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocketChannel control = listen();
    private final ServerSocketChannel data = listen();

    Listeners(TlsEngine engine) throws IOException {
      tls =
          new SessionTls(
              ServerTls.with(CertificateSource.of(TestCertificates.server())).withEngine(engine),
              LIMIT,
              Optional.empty());
      Future<?> _ =
          threads.submit(() -> {
            send(tls.protectControl(new PlainWire(control.accept())));
            return this;
          });
      Future<?> _ =
          threads.submit(() -> {
            while (true) {
              SocketChannel accepted = data.accept();
              Future<?> _ = threads.submit(() -> serve(accepted));
            }
          });
    }

    private static ServerSocketChannel listen() throws IOException {
      return ServerSocketChannel.open()
          .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    private Listeners serve(SocketChannel accepted) throws IOException {
      try (Wire below = new PlainWire(accepted)) {
        var protection = tls.protect(below);
        taken.add(protection.tls().orElseThrow());
        send(protection.wire());
        protection.wire().shutdownOutput();
      }
      return this;
    }

    private static void send(Wire to) throws IOException {
      to.write(ByteBuffer.wrap(new byte[] {'x'}));
    }

    String controlPort() throws IOException {
      return port(control);
    }

    String dataPort() throws IOException {
      return port(data);
    }

    private static String port(ServerSocketChannel channel) throws IOException {
      if (channel.getLocalAddress() instanceof InetSocketAddress address) {
        return Integer.toString(address.getPort());
      }
      throw new ClosedChannelException();
    }

    @Override
    public void close() throws IOException {
      ((Runnable) threads::shutdownNow).run();
      control.close();
      data.close();
    }
  }
}
