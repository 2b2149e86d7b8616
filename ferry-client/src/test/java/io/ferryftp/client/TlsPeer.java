package io.ferryftp.client;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.testkit.script.CertificateKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The bare other end of TLS, for what no script can do: the octets below TLS, and wrong keys.
public final class TlsPeer implements AutoCloseable {
  /// What it does with one connection.
  @FunctionalInterface
  public interface Role {
    void play(Socket raw) throws Exception;
  }

  private final ServerSocket listener;

  /// Listens at a free port of the loopback interface.
  public TlsPeer() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Plays these beside the caller, one a connection, and closes each behind its role.
  public FutureTask<Boolean> play(Role... roles) {
    var played =
        new FutureTask<>(() -> {
          for (Role role : roles) {
            try (Socket raw = listener.accept()) {
              role.play(raw);
            }
          }
          return true;
        });
    Thread.ofVirtual().start(played);
    return played;
  }

  /// Waits until the client has gone, in order or not.
  public static void awaitEnd(Socket raw) {
    try {
      while (raw.getInputStream().read() >= 0) {}
    } catch (IOException e) {
      System.getLogger(TlsPeer.class.getName()).log(System.Logger.Level.DEBUG, "reset", e);
    }
  }

  /// A context that shows the certificate of one kind and signs with the key of another.
  public static SSLContext context(CertificateKind shown, CertificateKind signing)
      throws GeneralSecurityException, IOException {
    KeyMaterial certificate = shown.material();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own",
        signing.material().key(),
        new char[0],
        certificate.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /// Agrees on TLS over a connection, as server.
  public static SSLSocket agree(SSLContext context, Socket raw, String version) throws IOException {
    var tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), false);
    tls.setUseClientMode(false);
    tls.setEnabledProtocols(new String[] {version});
    tls.startHandshake();
    return tls;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
