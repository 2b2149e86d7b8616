package io.ferryftp.client.tls;

import io.ferryftp.protocol.tls.CertificateNames;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Why nobody vouches for a certificate, in one sentence of its own for each reason.
final class Objection {
  /// How many names of a certificate a sentence shows.
  private static final int SHOWN_NAMES = 5;

  private Objection() {}

  /// The sentence.
  ///
  /// @param cause what PKIX says, for what has no sentence here
  static String sentence(
      String host,
      X509Certificate[] chain,
      String authType,
      Authorities authorities,
      CertificateException cause,
      Instant now) {
    X509Certificate leaf = chain[0];
    String of = "the certificate of " + host;
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      return of + " expired on " + day(leaf.getNotAfter().toInstant());
    }
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      return of + " is not valid before " + day(leaf.getNotBefore().toInstant());
    }
    if (authorities.vouchForSomeName(chain, authType)) {
      return of + " is made out to " + names(leaf) + " and not to " + host;
    }
    if (isSelfSigned(leaf)) {
      return of + " is self-signed: no authority vouches for it";
    }
    X509Certificate top = chain[chain.length - 1];
    if (!authorities.vouchForSomeName(new X509Certificate[] {top}, authType)) {
      return of
          + " was issued by '"
          + top.getIssuerX500Principal().getName()
          + "', which is no authority that is known here";
    }
    return of + " is not valid: " + cause.getMessage();
  }

  private static String day(Instant moment) {
    return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String names(X509Certificate leaf) {
    List<String> names = CertificateNames.of(leaf).names();
    if (names.isEmpty()) {
      return "nobody";
    }
    String more = names.size() > SHOWN_NAMES ? " and others" : "";
    return String.join(", ", names.subList(0, Math.min(SHOWN_NAMES, names.size()))) + more;
  }

  private static boolean isSelfSigned(X509Certificate leaf) {
    if (!leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
      return false;
    }
    try {
      leaf.verify(leaf.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
