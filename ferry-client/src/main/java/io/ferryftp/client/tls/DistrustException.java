package io.ferryftp.client.tls;

import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.Step;
import java.security.cert.CertificateException;
import java.util.Optional;

/// A certificate that is not believed, in the words that the user is told.
public final class DistrustException extends CertificateException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  DistrustException(String what, String remedy) {
    super(what);
    this.failure = Failure.at(Step.TLS, what).tryThis(remedy);
  }

  DistrustException(String what, String remedy, Throwable cause) {
    super(what, cause);
    this.failure = Failure.at(Step.TLS, what).tryThis(remedy);
  }

  /// What is wrong with it, and what to do.
  public Failure failure() {
    return failure;
  }

  /// What is wrong with the certificate, if it was that which made a handshake fail.
  public static Optional<Failure> in(Throwable failed) {
    for (Throwable one = failed; one != null; one = one.getCause()) {
      if (one instanceof DistrustException found) {
        return Optional.of(found.failure());
      }
    }
    return Optional.empty();
  }
}
