package io.ferryftp.cli;

import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.CertificateNames;
import io.ferryftp.protocol.tls.Fingerprint;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A certificate as it is shown at the start of a server.
///
/// @param file to give to clients, or the one that was named
record ShownCertificate(X509Certificate certificate, Path file, Origin origin) {
  /// How long before its end it is warned about; authorities renew earlier than that.
  static final Duration WARNED_BEFORE = Duration.ofDays(14);

  /// Where it is from.
  enum Origin {
    /// Named on the command line.
    GIVEN,
    /// Made by this server, so that nobody vouches for it.
    SELF_SIGNED
  }

  /// What it is, in a few words.
  String title() {
    return switch (origin) {
      case GIVEN -> subject() + ", until " + end();
      case SELF_SIGNED -> "self-signed certificate, until " + end();
    };
  }

  String fingerprint() {
    return Fingerprint.of(certificate).hex();
  }

  /// A name that clients can ask for and find it good; empty if it has none.
  Optional<String> host() {
    return CertificateNames.of(certificate).names().stream()
        .filter(name -> name.indexOf('*') < 0)
        .findFirst();
  }

  /// What is wrong with its time, if something is.
  Optional<String> warning(Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return Optional.of(
          "the certificate of %s has expired on %s: clients refuse it; renew it"
              .formatted(subject(), end()));
    }
    if (certificate.getNotBefore().toInstant().isAfter(now)) {
      return Optional.of(
          "the certificate of %s is not good before %s: clients refuse it until then"
              .formatted(subject(), day(certificate.getNotBefore().toInstant())));
    }
    return end.isBefore(now.plus(WARNED_BEFORE))
        ? Optional.of(
            "the certificate of %s expires on %s; renew it, and put the new one in its place"
                .formatted(subject(), end()))
        : Optional.empty();
  }

  /// The fields of its line in JSON; their names are a promise.
  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("subject", subject());
    fields.put("until", certificate.getNotAfter().toInstant().toString());
    fields.put("sha256", fingerprint());
    fields.put("file", WireText.printable(file.toString()));
    fields.put("selfSigned", origin == Origin.SELF_SIGNED);
    return fields;
  }

  private String subject() {
    return WireText.printable(certificate.getSubjectX500Principal().getName());
  }

  private String end() {
    return day(certificate.getNotAfter().toInstant()).toString();
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
