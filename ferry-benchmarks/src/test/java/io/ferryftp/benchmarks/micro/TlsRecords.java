package io.ferryftp.benchmarks.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One full record of TLS, 16 KiB: encrypted, and encrypted and decrypted again.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class TlsRecords {
  private static final int OCTETS = 16 << 10;

  /// Whose engines.
  @Param({"JSSE"})
  public Engines engine = Engines.JSSE;

  @Param({"TLSv1.2", "TLSv1.3"})
  public String protocol = "TLSv1.3";

  private final ByteBuffer plain = ByteBuffer.allocateDirect(OCTETS);
  private final ByteBuffer record = ByteBuffer.allocateDirect(2 * OCTETS);
  private final ByteBuffer received = ByteBuffer.allocateDirect(2 * OCTETS);
  private Pair sending = new Pair();
  private Pair passing = new Pair();

  /// Two ends of one connection, once it is set up.
  private static final class Pair {
    private SSLEngine client = idle();
    private SSLEngine server = idle();

    private static SSLEngine idle() {
      try {
        return SSLContext.getDefault().createSSLEngine();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Sets up a connection for each benchmark.
  @Setup
  public void connect() throws GeneralSecurityException, IOException, InterruptedException {
    SSLContext context = engine.context();
    for (Pair pair : new Pair[] {sending, passing}) {
      pair.client = Engines.client(context, protocol);
      pair.server = Engines.server(context);
      handshake(pair.client, pair.server);
    }
  }

  private void handshake(SSLEngine client, SSLEngine server) throws SSLException {
    while (isShaking(client) || isShaking(server)) {
      pass(client, server);
      pass(server, client);
    }
    // The ticket of TLS 1.3 comes behind the handshake.
    pass(server, client);
  }

  private static boolean isShaking(SSLEngine engine) {
    return engine.getSession().getProtocol().equals("NONE")
        || engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private void pass(SSLEngine from, SSLEngine to) throws SSLException {
    from.wrap(plain.clear().limit(0), record.clear());
    record.flip();
    while (record.hasRemaining()) {
      to.unwrap(record, received.clear());
      for (Runnable task = to.getDelegatedTask(); task != null; task = to.getDelegatedTask()) {
        task.run();
      }
    }
    for (Runnable task = from.getDelegatedTask(); task != null; task = from.getDelegatedTask()) {
      task.run();
    }
  }

  /// The server encrypts.
  @Benchmark
  public int wrap() throws SSLException {
    sending.server.wrap(plain.clear(), record.clear());
    return record.position();
  }

  /// The server encrypts, and the client decrypts.
  @Benchmark
  public int wrapAndUnwrap() throws SSLException {
    passing.server.wrap(plain.clear(), record.clear());
    passing.client.unwrap(record.flip(), received.clear());
    return received.position();
  }
}
