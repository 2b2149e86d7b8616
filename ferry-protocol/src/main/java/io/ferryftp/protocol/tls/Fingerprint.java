package io.ferryftp.protocol.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SHA-256 of a certificate, by which people and programs recognise it.
///
/// @param hex 64 digits in lower case
public record Fingerprint(String hex) {
  private static final int OCTETS = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final String PREFIX = "sha256:";

  public Fingerprint {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("a SHA-256 has " + 2 * OCTETS + " digits from 0 to f");
    }
  }

  /// The fingerprint of a certificate.
  public static Fingerprint of(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without SHA-256", e);
    }
  }

  /// Reads one as people copy it: 64 hexadecimal digits in either case, with colons or without,
  /// `SHA256:` in front or not; empty if it is none.
  public static Optional<Fingerprint> parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith(PREFIX)) {
      plain = plain.substring(PREFIX.length());
    }
    String digits = plain.replace(":", "");
    return HEX.matcher(digits).matches() ? Optional.of(new Fingerprint(digits)) : Optional.empty();
  }

  /// `SHA256:` and the digits of [#hex], so that all forms can be compared by eye.
  @Override
  public String toString() {
    return "SHA256:" + hex;
  }
}
