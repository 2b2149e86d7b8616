package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A client that shows who it is.
@Timeout(20)
final class ClientCertificateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void itsCertificateIsShownToAServerThatAsks(TlsVersion version) throws Exception {
    KeyMaterial own = TestCertificates.client("anna");
    var memory = new SharedMemory();
    try (var listener = ServerSocketChannel.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      memory.remember("127.0.0.1", port, HostNotes.NONE.withHighestTls(version));
      Callable<Certificate> serving = () -> serve(listener);
      Future<Certificate> shown = threads.submit(serving);
      ClientConfig config =
          ClientConfig.builder("127.0.0.1")
              .port(port)
              .memory(memory)
              .tls(new ClientTls(TlsMode.IMPLICIT, Scripted.TRUST, Optional.of(own)))
              .build();
      try (FtpClient client = FtpClient.open(config, Login.ANONYMOUS)) {
        client.quit();
      }
      assertThat(shown.get()).isEqualTo(own.certificate());
    }
  }

  /// Serves one connection that only logs in, and gives the certificate that came.
  private static Certificate serve(ServerSocketChannel listener) throws Exception {
    try (var connection =
        ControlConnection.over(listener.accept(), ControlConnection.MAX_LINE_OCTETS)) {
      SSLEngine engine = engine();
      TlsWire wire =
          connection.change(below -> {
            TlsWire fresh = TlsWire.forControl(below, engine);
            fresh.handshake(PATIENCE);
            return fresh;
          });
      connection.write(Reply.of(ReplyCode.SERVICE_READY, "ready"));
      answer(connection);
      return wire.session().getPeerCertificates()[0];
    }
  }

  private static void answer(ControlConnection connection) throws IOException {
    while (connection.readLine(PATIENCE) instanceof ControlLine.Text(var line)) {
      connection.write(
          line.startsWith("USER")
              ? Reply.of(ReplyCode.LOGGED_IN, "in")
              : Reply.of(ReplyCode.OK, "ok"));
    }
  }

  private static SSLEngine engine() throws Exception {
    KeyMaterial server = TestCertificates.server();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", TestCertificates.authority());
    store.setKeyEntry(
        "server", server.key(), new char[0], server.chain().toArray(X509Certificate[]::new));
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }
}
