package io.ferryftp.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// A handshake of TLS 1.3 in memory, in which the server has read all and not yet sent its tickets.
record HalfHandshake(SSLEngine client, SSLEngine server, ByteBuffer toServer, ByteBuffer toClient) {
  private static final int OCTETS = 68 << 10;

  static HalfHandshake of(SSLEngine client, SSLEngine server) throws SSLException {
    var half =
        new HalfHandshake(client, server, ByteBuffer.allocate(OCTETS), ByteBuffer.allocate(OCTETS));
    client.beginHandshake();
    half.drain(client, half.toServer);
    half.feed(server, half.toServer);
    half.drain(server, half.toClient);
    half.feed(client, half.toClient);
    half.drain(client, half.toServer);
    half.feed(server, half.toServer);
    return half;
  }

  private void drain(SSLEngine engine, ByteBuffer out) throws SSLException {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
    }
  }

  private String feed(SSLEngine engine, ByteBuffer in) throws SSLException {
    ByteBuffer plain = ByteBuffer.allocate(OCTETS);
    in.flip();
    while (in.hasRemaining()) {
      int before = in.remaining();
      engine.unwrap(in, plain);
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
      if (in.remaining() == before && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        drain(engine, engine.getUseClientMode() ? toServer : toClient);
      }
    }
    in.clear();
    return US_ASCII.decode(plain.flip()).toString();
  }

  void clientSays(String words) throws SSLException {
    client.wrap(US_ASCII.encode(words), toServer);
  }

  String serverReads() throws SSLException {
    return feed(server, toServer);
  }

  /// How many octets went out with these words.
  int serverSays(String words) throws SSLException {
    ByteBuffer said = US_ASCII.encode(words);
    while (said.hasRemaining()) {
      server.wrap(said, toClient);
    }
    return toClient.position();
  }

  void clientEnds() throws SSLException {
    client.closeOutbound();
    client.wrap(ByteBuffer.allocate(0), toServer);
    feed(server, toServer);
  }

  void serverEnds() throws SSLException {
    server.closeOutbound();
    while (!server.isOutboundDone()) {
      server.wrap(ByteBuffer.allocate(0), toClient);
    }
    feed(client, toClient);
  }
}
