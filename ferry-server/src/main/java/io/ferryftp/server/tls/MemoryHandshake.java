package io.ferryftp.server.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// A handshake of two engines without a network, in one thread; tickets go along.
final class MemoryHandshake {
  private static final int OCTETS = 68 << 10;

  /// More turns than any handshake takes.
  private static final int TURNS = 100;

  private final ByteBuffer plain = ByteBuffer.allocate(OCTETS);

  private MemoryHandshake() {}

  /// Lets the two agree.
  ///
  /// @throws SSLException if they do not
  static void between(SSLEngine client, SSLEngine server) throws SSLException {
    var handshake = new MemoryHandshake();
    ByteBuffer toServer = ByteBuffer.allocate(OCTETS);
    ByteBuffer toClient = ByteBuffer.allocate(OCTETS);
    client.beginHandshake();
    for (int i = 0; i < TURNS; i++) {
      handshake.turn(client, toClient, toServer);
      handshake.turn(server, toServer, toClient);
      if (toServer.position() == 0 && toClient.position() == 0) {
        break;
      }
    }
    if (client.getHandshakeSession() != null
        || server.getHandshakeSession() != null
        || server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      throw new SSLException("a handshake in memory came to no end");
    }
  }

  /// What a client says first.
  static ByteBuffer hello(SSLEngine client) throws SSLException {
    ByteBuffer hello = ByteBuffer.allocate(OCTETS);
    client.beginHandshake();
    new MemoryHandshake().turn(client, ByteBuffer.allocate(0), hello);
    return hello.flip();
  }

  /// Lets a server read what a client says first.
  static void read(SSLEngine server, ByteBuffer hello) throws SSLException {
    server.beginHandshake();
    ByteBuffer in = ByteBuffer.allocate(OCTETS).put(hello.duplicate());
    new MemoryHandshake().turn(server, in, ByteBuffer.allocate(OCTETS));
  }

  /// Reads what has come, and says what is to say.
  private void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    in.flip();
    while (in.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(in, plain.clear());
      runTasks(engine);
      if (result.bytesConsumed() == 0 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        engine.wrap(plain.clear().limit(0), out);
      }
    }
    in.clear();
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(plain.clear().limit(0), out);
      runTasks(engine);
    }
  }

  private void runTasks(SSLEngine engine) throws SSLException {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
    // Throws what has failed in a task.
    SSLEngineResult _ = engine.unwrap(ByteBuffer.allocate(0), plain.clear());
  }
}
