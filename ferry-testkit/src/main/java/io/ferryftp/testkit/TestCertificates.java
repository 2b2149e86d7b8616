package io.ferryftp.testkit;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates for tests: an authority of this JVM's own, made when it is first asked for, and
/// what it issues, good and bad. Nobody else trusts it, and its key never leaves the JVM.
///
/// Keys are of the elliptic curve P-256 unless a method says otherwise. Each call makes a new key.
public final class TestCertificates {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
  private static final String WRONG_HOST = "elsewhere.example";
  private static final char[] NO_PASSWORD = new char[0];
  private static final Duration A_YEAR = Duration.ofDays(365);
  private static final Duration A_DAY = Duration.ofDays(1);

  private TestCertificates() {}

  /// Made on first use, once in a JVM.
  private static final class Authority {
    static final Issuer ISSUER = Issuer.create("Ferry test kit authority");
  }

  /// The certificate of the authority, for those who shall trust it.
  public static X509Certificate authority() {
    return Authority.ISSUER.certificate();
  }

  /// A good certificate for a server on this machine: `localhost`, 127.0.0.1 and ::1.
  public static KeyMaterial server() {
    return server(LOOPBACK.toArray(String[]::new));
  }

  /// A good certificate for a server.
  ///
  /// @param names DNS names, where `*` may stand for the first label, and addresses as literals
  public static KeyMaterial server(String... names) {
    return Authority.ISSUER.issue(order(names));
  }

  /// The same with an RSA key of 2,048 bits, which takes longer to make.
  public static KeyMaterial rsaServer(String... names) {
    return Authority.ISSUER.issue(order(names).withKey(Issuer.KeyKind.RSA));
  }

  /// A certificate that was good until yesterday.
  public static KeyMaterial expiredServer(String... names) {
    Instant now = Instant.now();
    return Authority.ISSUER.issue(order(names).valid(now.minus(A_YEAR), now.minus(A_DAY)));
  }

  /// A certificate that is good from tomorrow on.
  public static KeyMaterial futureServer(String... names) {
    Instant now = Instant.now();
    return Authority.ISSUER.issue(order(names).valid(now.plus(A_DAY), now.plus(A_YEAR)));
  }

  /// A certificate that no authority vouches for.
  public static KeyMaterial selfSignedServer(String... names) {
    return Issuer.selfSigned(order(names));
  }

  /// A good certificate, for another host than this machine: `elsewhere.example`.
  public static KeyMaterial wrongHost() {
    return server(WRONG_HOST);
  }

  /// A good certificate for a client.
  ///
  /// @param name the common name of its subject, such as the name of an account
  public static KeyMaterial client(String name) {
    return Authority.ISSUER.issue(Issuer.Order.client(name));
  }

  /// A client's certificate that was good until yesterday.
  public static KeyMaterial expiredClient(String name) {
    Instant now = Instant.now();
    return Authority.ISSUER.issue(
        Issuer.Order.client(name).valid(now.minus(A_YEAR), now.minus(A_DAY)));
  }

  /// A client's certificate that no authority vouches for.
  public static KeyMaterial selfSignedClient(String name) {
    return Issuer.selfSigned(Issuer.Order.client(name));
  }

  /// For clients: trusts the authority and nobody else.
  public static SSLContext clientContext() {
    return context(new KeyManager[0]);
  }

  /// For clients: trusts the authority and nobody else, and shows this certificate to servers that
  /// ask.
  public static SSLContext clientContext(KeyMaterial own) {
    try {
      KeyStore keys = emptyStore();
      keys.setKeyEntry("own", own.key(), NO_PASSWORD, own.chain().toArray(X509Certificate[]::new));
      var factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(keys, NO_PASSWORD);
      return context(factory.getKeyManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no PKIX", e);
    }
  }

  /// Writes a key and its certificates as files, for programs: PEM, and PKCS#12 with the password
  /// [CertificateFiles#PASSWORD].
  ///
  /// @param directory that exists; files of the same names are replaced
  public static CertificateFiles write(KeyMaterial material, Path directory) throws IOException {
    return CertificateFiles.write(material, authority(), directory);
  }

  private static SSLContext context(KeyManager[] keys) {
    try {
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("authority", authority());
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(keys, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("nothing was read", e);
    }
  }

  private static Issuer.Order order(String... names) {
    return Issuer.Order.server(names.length == 0 ? LOOPBACK : List.of(names));
  }
}
