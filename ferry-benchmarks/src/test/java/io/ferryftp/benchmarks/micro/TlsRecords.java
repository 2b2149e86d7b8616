package io.ferryftp.benchmarks.micro;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What a server does with octets under TLS: it encrypts one record of 16 KiB, or a piece of a
/// transfer of 256 KiB, and decrypts such a piece from a client of JSSE.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class TlsRecords {
  private static final int RECORD = 16 << 10;
  private static final int PIECE = 256 << 10;
  private static final int TURNS = 20;

  /// Room for what is added to each record, and for one more.
  private static final int ROOM = PIECE + 2 * RECORD;

  /// Whose engine the server's is.
  @Param({"JSSE", "BORINGSSL"})
  public Engines engine = Engines.JSSE;

  @Param({"TLSv1.2", "TLSv1.3"})
  public String protocol = "TLSv1.3";

  private final ByteBuffer plain = random();
  private final ByteBuffer records = ByteBuffer.allocateDirect(ROOM);
  private final ByteBuffer received = ByteBuffer.allocateDirect(ROOM);
  private SSLEngine client = idle();
  private SSLEngine server = idle();

  private static ByteBuffer random() {
    byte[] octets = new byte[PIECE];
    new Random(1).nextBytes(octets);
    return ByteBuffer.allocateDirect(PIECE).put(octets);
  }

  /// Until it is set up.
  private static SSLEngine idle() {
    try {
      return SSLContext.getDefault().createSSLEngine();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sets up a connection, and makes sure that it is what the row says.
  @Setup
  public void connect() throws GeneralSecurityException, IOException, InterruptedException {
    KeyMaterial key = Engines.key();
    client = Engines.client(protocol);
    server = engine.server(protocol, key);
    boolean isJdk = server.getClass().getName().startsWith("sun.");
    if (isJdk != (engine == Engines.JSSE)) {
      throw new IllegalStateException(engine + " has made a " + server.getClass());
    }
    client.beginHandshake();
    server.beginHandshake();
    ByteBuffer toServer = ByteBuffer.allocate(ROOM);
    ByteBuffer toClient = ByteBuffer.allocate(ROOM);
    // More turns than a handshake has, so that the tickets of TLS 1.3 go over too.
    for (int i = 0; i < TURNS; i++) {
      turn(client, toClient, toServer);
      turn(server, toServer, toClient);
    }
    if (!server.getSession().getProtocol().equals(protocol)) {
      throw new IllegalStateException("agreed on " + server.getSession().getProtocol());
    }
  }

  /// Hears what has come, as far as it is to be heard now, and says what there is to say.
  private void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    in.flip();
    int heard;
    do {
      heard = engine.unwrap(in, received.clear()).bytesConsumed();
      work(engine);
    } while (heard > 0 && in.hasRemaining());
    in.compact();
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
      work(engine);
    }
  }

  private static void work(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /// The server encrypts a record.
  @Benchmark
  public int wrap16KiB() throws SSLException {
    wrap(server, plain.clear().limit(RECORD));
    return records.position();
  }

  /// The server encrypts a piece.
  @Benchmark
  public int wrap256KiB() throws SSLException {
    wrap(server, plain.clear());
    return records.position();
  }

  /// The client encrypts a piece, and the server decrypts it.
  @Benchmark
  public int wrapByJsseAndUnwrap256KiB() throws SSLException {
    wrap(client, plain.clear());
    records.flip();
    received.clear();
    while (records.hasRemaining()) {
      expectOk(server.unwrap(records, received).getStatus());
    }
    return received.position();
  }

  private void wrap(SSLEngine by, ByteBuffer from) throws SSLException {
    records.clear();
    while (from.hasRemaining()) {
      expectOk(by.wrap(from, records).getStatus());
    }
  }

  private static void expectOk(Status status) throws SSLException {
    if (status != Status.OK) {
      throw new SSLException("not encrypted: " + status);
    }
  }
}
