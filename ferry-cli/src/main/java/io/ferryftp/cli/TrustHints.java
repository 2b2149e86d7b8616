package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.protocol.tls.Fingerprint;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What to do about a certificate that is not trusted, behind the sentence that says so.
record TrustHints(KnownCertificatesFile known, TrustQuestion question) {
  /// The end of the sentence, which begins with `; `; empty if there is nothing to say.
  String of(FtpUrl url, TlsException failure) {
    Optional<Fingerprint> shown = question.unasked(url.host(), url.port());
    if (shown.isPresent()) {
      return "; for example: ferry ls --fingerprint %s %s"
          .formatted(shown.get().hex(), ShellWord.of(url.toString()));
    }
    return isAboutACertificate(failure) && isKnown(url)
        ? "; to forget it, delete its line from %s, which begins with: %s %d"
            .formatted(known.file(), url.host(), url.port())
        : "";
  }

  private static boolean isAboutACertificate(TlsException failure) {
    return failure.step() == Step.TLS
        && Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(CertificateException.class::isInstance);
  }

  private boolean isKnown(FtpUrl url) {
    try {
      return known.find(url.host(), url.port()).isPresent();
    } catch (IOException _) {
      return false; // The failure itself says so.
    }
  }
}
