package io.ferryftp.server.tls;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client that believes every server and resumes what it can.
public final class TlsClient {
  private static final String HOST = "server.example";
  private static final int PORT = 21;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SSLContext context;
  private final Consumer<SSLParameters> wishes;

  private TlsClient(SSLContext context, Consumer<SSLParameters> wishes) {
    this.context = context;
    this.wishes = wishes;
  }

  /// One that speaks this version, and remembers nothing of others.
  public static TlsClient speaking(String version) {
    return new TlsClient(context(Optional.empty()), one -> wish(one, version));
  }

  static TlsClient showing(KeyMaterial own, String version) {
    return new TlsClient(context(Optional.of(own)), one -> wish(one, version));
  }

  /// No name is asked for unless a test says so: JSSE would ask for the host that it resumes by.
  private static void wish(SSLParameters parameters, String version) {
    parameters.setProtocols(new String[] {version});
    parameters.setServerNames(List.of());
  }

  /// The same, with the same memory, that wants something else as well.
  TlsClient wishing(Consumer<SSLParameters> more) {
    return new TlsClient(context, wishes.andThen(more));
  }

  TlsClient asking(String serverName) {
    return wishing(one -> one.setServerNames(List.of(new SNIHostName(serverName))));
  }

  /// An engine that resumes what this client remembers of its server.
  SSLEngine engine() {
    return engineFor(HOST, PORT);
  }

  SSLEngine engineFor(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    wishes.accept(parameters);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// A protected connection over this one.
  public TlsWire connect(Wire below) throws IOException {
    TlsWire wire = TlsWire.forData(below, engine());
    wire.handshake(LIMIT);
    return wire;
  }

  private static SSLContext context(Optional<KeyMaterial> own) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          own.isPresent() ? keyManagers(own.get()) : new KeyManager[0],
          new TrustManager[] {new Believer()},
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyManager[] keyManagers(KeyMaterial own)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("own", own.key(), new char[0], own.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(keys, new char[0]);
    return factory.getKeyManagers();
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
