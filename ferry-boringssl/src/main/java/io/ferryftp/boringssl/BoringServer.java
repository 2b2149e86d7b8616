package io.ferryftp.boringssl;

import io.ferryftp.boringssl.BoringSsl.NativeKey;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsServer;
import java.io.ByteArrayInputStream;
import java.lang.ref.Cleaner;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;

/// One context of BoringSSL for all connections of a server. The context seals all tickets with the
/// same keys; what binds them to a control connection is the session-id context that is in them.
final class BoringServer implements TlsServer {
  static final Cleaner CLEANER = Cleaner.create();

  /// Certificates that are kept ready; when files change, older ones go.
  private static final int KEPT_KEYS = 16;

  private final ServerOffer offer;
  private final long context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Keys keys = new Keys();
  private final Secrets secrets = new Secrets();

  BoringServer(ServerOffer offer) throws SSLException {
    this.offer = offer;
    this.context =
        BoringSsl.newContext(
            offer, offer.asking() == Asking.NOBODY ? null : new ClientCheck(offer.trust()));
    BoringSsl.watchSecrets(context, secrets);
    long freed = context;
    Keys dropped = keys;
    Cleaner.Cleanable _ =
        CLEANER.register(
            this,
            () -> {
              dropped.drop();
              BoringSsl.freeContext(freed);
            });
  }

  Secrets secrets() {
    return secrets;
  }

  ServerOffer offer() {
    return offer;
  }

  @Override
  public TlsScope scope(KeyChoice choice) {
    return new BoringScope(this, choice);
  }

  long newConnection(byte[] sessionIdContext) {
    lock.lock();
    try {
      return BoringSsl.newConnection(context, sessionIdContext);
    } finally {
      lock.unlock();
    }
  }

  /// Lets a connection show a certificate.
  void setKey(long ssl, KeyMaterial material) throws SSLException {
    keys.set(ssl, material);
  }

  /// Whether clients are asked for certificates.
  boolean asks() {
    return offer.asking() != Asking.NOBODY;
  }

  static X509Certificate[] certificates(byte[][] chain) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new X509Certificate[chain.length];
    for (int i = 0; i < chain.length; i++) {
      certificates[i] =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(chain[i]));
    }
    return certificates;
  }

  /// The certificates that were used last.
  private static final class Keys {
    private record Entry(KeyMaterial material, NativeKey key) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    void set(long ssl, KeyMaterial material) throws SSLException {
      lock.lock();
      try {
        BoringSsl.setKey(ssl, key(material));
      } finally {
        lock.unlock();
      }
    }

    private NativeKey key(KeyMaterial material) throws SSLException {
      for (Entry entry : entries) {
        if (isSame(entry.material, material)) {
          return entry.key;
        }
      }
      var made = new Entry(material, BoringSsl.newKey(material));
      entries.addFirst(made);
      if (entries.size() > KEPT_KEYS) {
        BoringSsl.freeKey(entries.removeLast().key);
      }
      return made.key;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(KeyMaterial one, KeyMaterial other) {
      // Equal ones are made ready twice, which is cheaper than to compare keys each time.
      return one == other;
    }

    void drop() {
      lock.lock();
      try {
        entries.forEach(entry -> BoringSsl.freeKey(entry.key));
        entries.clear();
      } finally {
        lock.unlock();
      }
    }
  }
}
