package io.ferryftp.client.tls;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.ServerTrust.Anybody;
import io.ferryftp.client.config.ServerTrust.Pinned;
import io.ferryftp.client.config.ServerTrust.Vouched;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.protocol.tls.Fingerprint;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Judges the certificates of one control connection and of its data connections, which have to
/// show the same one (RFC 4217 §15.1.1).
///
/// It is called by the handshake, whenever that is a full one. Whoever has to be asked is asked
/// behind it, by [#admit]: a person takes longer than a handshake may.
final class ServerCheck extends X509ExtendedTrustManager {
  private record Doubt(Vouched trust, X509Certificate certificate, String why) {}

  private final ClientConfig config;
  private final String host;
  private final Precedent precedent;
  private Optional<X509Certificate> certificate = Optional.empty();
  private Optional<Doubt> doubt = Optional.empty();
  private boolean called;

  ServerCheck(ClientConfig config, Precedent precedent) {
    this.config = config;
    this.precedent = precedent;
    this.host = config.host();
  }

  /// To be called before each handshake, because the last one may have failed.
  void forgetCall() {
    called = false;
  }

  /// Whether a certificate was shown since this was asked last.
  boolean wasCalled() {
    boolean result = called;
    called = false;
    return result;
  }

  /// The certificate of the control connection.
  ///
  /// @throws IllegalStateException before its handshake
  X509Certificate certificate() {
    return certificate.orElseThrow(() -> new IllegalStateException("no handshake yet"));
  }

  /// Asks whoever has to be asked about the certificate of the control connection.
  ///
  /// @param notice hears what is worth knowing and stops nothing
  /// @throws DistrustException if the answer is no
  void admit(Consumer<String> notice) throws DistrustException {
    if (doubt.isEmpty()) {
      return;
    }
    Doubt open = doubt.get();
    UnknownCertificate question = open.trust().question();
    if (question.ask(host, config.port(), open.certificate(), open.why())
        == UnknownCertificate.Answer.NO) {
      throw unknown(open.why(), Fingerprint.of(open.certificate()));
    }
    try {
      Fingerprint accepted = Fingerprint.of(open.certificate());
      open.trust().known().remember(config.hostKey(), config.port(), accepted);
    } catch (IOException e) {
      notice.accept("the certificate of %s cannot be remembered: %s".formatted(host, reason(e)));
    }
  }

  private void check(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    called = true;
    if (certificate.isPresent()) {
      requireSame(certificate.get(), chain[0]);
      return;
    }
    switch (config.tls().trust()) {
      case Anybody _ -> {}
      case Pinned(var fingerprint) -> requirePinned(fingerprint, Fingerprint.of(chain[0]));
      case Vouched trust -> requireVouched(trust, chain, authType, engine);
    }
    certificate = Optional.of(chain[0]);
  }

  private void requireSame(X509Certificate control, X509Certificate data) throws DistrustException {
    if (!control.equals(data)) {
      throw new DistrustException(
          "the data connection shows another certificate than the control connection: %s, not %s"
              .formatted(Fingerprint.of(data), Fingerprint.of(control)),
          "somebody may be in the middle");
    }
  }

  private void requirePinned(Fingerprint pinned, Fingerprint shown) throws DistrustException {
    if (!pinned.equals(shown)) {
      throw new DistrustException(
          "%s shows the certificate %s and not the one that was asked for, %s"
              .formatted(host, shown, pinned),
          "compare with the fingerprint that the server's administrator tells");
    }
  }

  @SuppressWarnings("ReferenceEquality") // It is the one that is no question at all.
  private void requireVouched(
      Vouched trust, X509Certificate[] chain, String authType, SSLEngine engine)
      throws DistrustException {
    Authorities authorities = Authorities.of(trust.authorities());
    Optional<CertificateException> objection = authorities.objection(chain, authType, engine);
    if (objection.isEmpty()) {
      return;
    }
    Fingerprint shown = Fingerprint.of(chain[0]);
    if (precedent.certificate().equals(Optional.of(shown))) {
      return; // This session has begun with it.
    }
    Optional<Fingerprint> known = known(trust.known());
    if (known.equals(Optional.of(shown))) {
      return; // Also when it has expired or names another host: somebody said yes to this one.
    }
    Optional<Fingerprint> before = precedent.certificate().or(() -> known);
    if (before.isPresent()) {
      throw new DistrustException(
          "the certificate of %s has changed: it was %s and is %s now"
              .formatted(host, before.get(), shown),
          "somebody may be in the middle; ask the server's administrator for the fingerprint, and"
              + " only if it is the new one, forget the old one and connect again");
    }
    String why =
        Objection.sentence(
            host, chain, authType, authorities, objection.get(), config.clock().instant());
    if (trust.question() == UnknownCertificate.REFUSED) {
      throw unknown(why, shown); // The server hears of it at once.
    }
    doubt = Optional.of(new Doubt(trust, chain[0], why));
  }

  private Optional<Fingerprint> known(KnownCertificates all) throws DistrustException {
    try {
      return all.find(config.hostKey(), config.port());
    } catch (IOException e) {
      throw new DistrustException(
          "it cannot be told whether the certificate of %s is known: %s".formatted(host, reason(e)),
          "repair the store of known certificates",
          e);
    }
  }

  /// A failed store in words; the system's own failures have nothing but a path for a message.
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "no right to " + denied.getFile();
      case FileSystemException file -> file.getFile() + " cannot be read or written";
      default -> Optional.ofNullable(e.getMessage()).orElse("it cannot be read or written");
    };
  }

  private static DistrustException unknown(String why, Fingerprint shown) {
    return new DistrustException(
        why, "if this is the right server's fingerprint, trust it: %s".formatted(shown));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    throw new CertificateException("sockets are not used here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a server is judged with its engine");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
