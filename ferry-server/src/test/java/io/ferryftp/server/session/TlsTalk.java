package io.ferryftp.server.session;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A client that says what it is told to, in clear and over TLS, in the right order or not.
final class TlsTalk implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private Socket current;

  private TlsTalk(Socket socket) {
    this.socket = socket;
    this.current = socket;
  }

  static TlsTalk connect(InetSocketAddress server) throws IOException {
    var socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new TlsTalk(socket);
  }

  /// Begins TLS, over the connection as it is.
  TlsTalk handshake() throws IOException {
    SSLSocket tls =
        (SSLSocket) context().getSocketFactory().createSocket(socket, "ftp.example.com", 21, false);
    tls.startHandshake();
    current = tls;
    return this;
  }

  /// Ends TLS with `close_notify`, both ways.
  void endTls() throws IOException {
    current.shutdownOutput();
    if (current.getInputStream().read() >= 0) {
      throw new AssertionError("something came behind the reply");
    }
    current = socket;
  }

  /// Goes on in clear without a word.
  void forgetTls() {
    current = socket;
  }

  void send(String octets) throws IOException {
    current.getOutputStream().write(octets.getBytes(StandardCharsets.UTF_8));
  }

  /// The code of the reply to each line, read one after another.
  int ask(String... lines) throws IOException {
    int code = 0;
    for (String line : lines) {
      send(line + "\r\n");
      code = code();
    }
    return code;
  }

  /// The code of the next reply.
  int code() throws IOException {
    return Integer.parseInt(line().substring(0, 3));
  }

  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = current.getInputStream().read();
        octet != '\n';
        octet = current.getInputStream().read()) {
      if (octet < 0) {
        throw new EOFException("closed");
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  /// Whether the server ended in order: over TLS, with `close_notify`.
  boolean hasEnded() throws IOException {
    return current.getInputStream().read() < 0;
  }

  /// What comes in clear, up to the end of the connection.
  byte[] rest() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static SSLContext context() {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", TestKeys.material().certificate());
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
