package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Two ends of a protected connection over the loopback interface; what the client writes and what
/// the server reads can be held up.
final class TlsPair implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);

  private static final SSLContext CONTEXT = context();

  final HeldWire clientBelow;
  final HeldWire serverBelow;
  final SSLEngine clientEngine = CONTEXT.createSSLEngine();
  final SSLEngine serverEngine = CONTEXT.createSSLEngine();
  final TlsWire client;
  final TlsWire server;

  private TlsPair(String version, BiFunction<Wire, SSLEngine, TlsWire> kind) throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = ServerSocketChannel.open().bind(anyPort)) {
      clientBelow = new HeldWire(new PlainWire(SocketChannel.open(listener.getLocalAddress())));
      serverBelow = new HeldWire(new PlainWire(listener.accept()));
    }
    clientEngine.setUseClientMode(true);
    clientEngine.setEnabledProtocols(new String[] {version});
    serverEngine.setUseClientMode(false);
    client = TlsWire.forData(clientBelow, clientEngine);
    server = kind.apply(serverBelow, serverEngine);
  }

  /// Two ends that have not agreed yet; the server's is one for data.
  static TlsPair connected(String version) throws IOException {
    return new TlsPair(version, TlsWire::forData);
  }

  /// Two ends that have agreed; the server's is one for data.
  static TlsPair data(String version) throws Exception {
    TlsPair pair = connected(version);
    pair.agree();
    return pair;
  }

  /// Two ends that have agreed; the server's is one for control.
  static TlsPair control(String version) throws Exception {
    var pair = new TlsPair(version, TlsWire::forControl);
    pair.agree();
    return pair;
  }

  void agree() throws Exception {
    var served =
        new FutureTask<>(() -> {
          server.handshake(LONG);
          return server;
        });
    Thread.ofVirtual().start(served);
    client.handshake(LONG);
    served.get();
  }

  /// What the client's engine says of itself, as records.
  byte[] said() throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(64 << 10);
    clientEngine.wrap(ByteBuffer.allocate(0), out);
    var octets = new byte[out.flip().remaining()];
    out.get(octets);
    return octets;
  }

  /// Puts octets on the connection as they are.
  void send(byte[] octets) throws IOException {
    send(octets, 0, octets.length);
  }

  void send(byte[] octets, int from, int until) throws IOException {
    clientBelow.release();
    clientBelow.write(ByteBuffer.wrap(octets, from, until - from));
  }

  /// Records with this, which have not gone out.
  byte[] records(byte[] plain) throws IOException {
    clientBelow.hold();
    client.write(ByteBuffer.wrap(plain));
    return clientBelow.take();
  }

  @Override
  public void close() throws IOException {
    clientBelow.close();
    serverBelow.close();
  }

  private static SSLContext context() {
    try {
      KeyMaterial own =
          KeyFiles.read(
              resource("/keys/ec.pem"), Optional.of(resource("/keys/ec.key")), Optional.empty());
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("own", own.key(), new char[0], own.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), new TrustManager[] {new Believer()}, null);
      return context;
    } catch (GeneralSecurityException | IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(TlsPair.class.getResource(name)).toURI());
  }

  private static final class Believer extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
