package io.ferryftp.benchmarks;

import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client of [IdleServer] that does no more than to log in.
final class IdleClient implements Closeable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final SSLContext TLS = trustful();

  private final ControlConnection control;

  /// Connects, protects the connection as told, and logs in.
  ///
  /// @throws IOException if the server does not do its part
  IdleClient(int port, Protection protection) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    control =
        ControlConnection.over(SocketChannel.open(address), ControlConnection.MAX_LINE_OCTETS);
    try {
      expect("220", reply());
      if (protection != Protection.NONE) {
        expect("234", ask("AUTH TLS"));
        SSLEngine engine = engine(protection);
        TlsWire wire = control.change(below -> TlsWire.forControl(below, engine));
        wire.handshake(LIMIT);
      }
      expect("331", ask("USER " + IdleServer.USER));
      expect("230", ask("PASS " + IdleServer.PASSWORD));
    } catch (IOException e) {
      control.close();
      throw e;
    }
  }

  /// Sends a command and gives the line that answers it.
  String ask(String command) throws IOException {
    control.writeLine(command);
    return reply();
  }

  /// Waits for the next line.
  String reply() throws IOException {
    if (control.readLine(LIMIT) instanceof ControlLine.Text(String line)) {
      return line;
    }
    throw new IOException("the server does not answer");
  }

  private static void expect(String code, String reply) throws IOException {
    if (!reply.startsWith(code)) {
      throw new IOException("expected " + code + ", got: " + reply);
    }
  }

  private static SSLEngine engine(Protection protection) {
    SSLEngine engine = TLS.createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {protection.protocol()});
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static SSLContext trustful() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {new Everybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  @Override
  public void close() throws IOException {
    control.close();
  }

  /// Believes everybody: the server is a child of this process.
  private static final class Everybody extends X509ExtendedTrustManager {
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
