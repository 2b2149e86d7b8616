package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// Clients of JSSE in memory, with one memory of tickets.
final class Peers {
  private static final int OCTETS = 68 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private enum Tickets {
    SAID,
    KEPT
  }

  private final String version;
  private final SSLContext context;
  private @Nullable String suite;
  private @Nullable String protocol;
  private @Nullable SSLEngine client;

  Peers(String version) {
    this.version = version;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {new Believer()}, null);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Peers withSuite(String only) {
    suite = only;
    return this;
  }

  Peers asking(String alpn) {
    protocol = alpn;
    return this;
  }

  private SSLEngine client() {
    SSLEngine engine = context.createSSLEngine("server.example", 21);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setServerNames(List.of());
    if (suite != null) {
      parameters.setCipherSuites(new String[] {suite});
    }
    if (protocol != null) {
      parameters.setApplicationProtocols(new String[] {protocol});
    }
    engine.setSSLParameters(parameters);
    client = engine;
    return engine;
  }

  ByteBuffer hello() throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(OCTETS);
    SSLEngine engine = client();
    engine.beginHandshake();
    engine.wrap(NOTHING, out);
    return out.flip();
  }

  static byte[] octets(ByteBuffer buffer) {
    byte[] octets = new byte[buffer.remaining()];
    buffer.get(octets);
    return octets;
  }

  static void read(SSLEngine server, ByteBuffer hello) throws SSLException {
    server.beginHandshake();
    server.unwrap(hello, ByteBuffer.allocate(OCTETS));
  }

  /// Both ends of what was agreed on.
  record Ends(SSLEngine client, SSLEngine server) {
    String serverSays(String words) throws SSLException {
      return said(server, client, words);
    }

    String clientSays(String words) throws SSLException {
      return said(client, server, words);
    }

    /// The client renews its keys, asks the server for the same, and goes on at once.
    String clientRenewsKeysAndSays(String words) throws SSLException {
      ByteBuffer out = ByteBuffer.allocate(OCTETS);
      client.beginHandshake();
      client.wrap(NOTHING, out);
      return said(client, server, words, out);
    }

    private static String said(SSLEngine from, SSLEngine to, String words) throws SSLException {
      return said(from, to, words, ByteBuffer.allocate(OCTETS));
    }

    private static String said(SSLEngine from, SSLEngine to, String words, ByteBuffer out)
        throws SSLException {
      from.wrap(StandardCharsets.UTF_8.encode(words), out);
      ByteBuffer plain = ByteBuffer.allocate(OCTETS);
      out.flip();
      while (out.hasRemaining()) {
        SSLEngineResult _ = to.unwrap(out, plain);
        tasks(to);
      }
      return StandardCharsets.UTF_8.decode(plain.flip()).toString();
    }

    void endsInOrder() throws SSLException {
      server.closeOutbound();
      ByteBuffer out = ByteBuffer.allocate(OCTETS);
      server.wrap(NOTHING, out);
      client.unwrap(out.flip(), ByteBuffer.allocate(OCTETS));
      if (!server.isOutboundDone() || !client.isInboundDone()) {
        throw new SSLException("no end");
      }
    }
  }

  /// Lets both agree; tickets go along.
  Ends agree(SSLEngine server) throws SSLException {
    return agree(server, Tickets.SAID);
  }

  /// The same, and the server's tickets are not said.
  Ends agreeSilently(SSLEngine server) throws SSLException {
    return agree(server, Tickets.KEPT);
  }

  private Ends agree(SSLEngine server, Tickets tickets) throws SSLException {
    SSLEngine engine = client();
    engine.beginHandshake();
    ByteBuffer toServer = ByteBuffer.allocate(OCTETS);
    ByteBuffer toClient = ByteBuffer.allocate(OCTETS);
    for (int i = 0; i < 20; i++) {
      turn(engine, toClient, toServer);
      turn(
          server,
          toServer,
          server.getHandshakeSession() == null && tickets == Tickets.KEPT ? null : toClient);
    }
    if (server.getHandshakeSession() != null
        || engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      throw new SSLException("no end of the handshake");
    }
    return new Ends(engine, server);
  }

  private static void turn(SSLEngine engine, ByteBuffer in, @Nullable ByteBuffer out)
      throws SSLException {
    in.flip();
    ByteBuffer plain = ByteBuffer.allocate(OCTETS);
    while (in.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(in, plain);
      tasks(engine);
      if (result.bytesConsumed() == 0) {
        break;
      }
    }
    in.compact();
    while (out != null && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(NOTHING, out);
      tasks(engine);
    }
  }

  private static void tasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private SSLEngine last() {
    SSLEngine engine = client;
    if (engine == null) {
      throw new AssertionError("nothing was agreed on");
    }
    return engine;
  }

  byte[] reads(ByteBuffer records) throws SSLException {
    var all = new ByteArrayOutputStream();
    ByteBuffer plain = ByteBuffer.allocate(OCTETS);
    while (records.hasRemaining()) {
      last().unwrap(records, plain.clear());
      all.write(plain.array(), 0, plain.position());
    }
    return all.toByteArray();
  }

  ByteBuffer says(byte[] octets) throws SSLException {
    ByteBuffer from = ByteBuffer.wrap(octets);
    ByteBuffer out = ByteBuffer.allocate(octets.length + OCTETS);
    while (from.hasRemaining()) {
      last().wrap(from, out);
    }
    return out.flip();
  }

  static KeyMaterial key() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      var name = new X500Principal("CN=server.example");
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.ONE,
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(1))),
              name,
              pair.getPublic());
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      return new KeyMaterial(
          pair.getPrivate(),
          List.of(new JcaX509CertificateConverter().getCertificate(builder.build(signer))));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  /// Believes everybody.
  static final class Believer extends X509ExtendedTrustManager {
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
