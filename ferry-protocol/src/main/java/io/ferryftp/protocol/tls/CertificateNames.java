package io.ferryftp.protocol.tls;

import java.net.Inet6Address;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The names of hosts that a certificate speaks for: its DNS names and addresses (RFC 6125 §6.4);
/// the subject's common name counts for nothing.
///
/// @param names in lower case
public record CertificateNames(List<String> names) {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  public CertificateNames {
    names = List.copyOf(names);
  }

  /// The names in a certificate; none if they cannot be read.
  public static CertificateNames of(X509Certificate certificate) {
    var found = new ArrayList<String>();
    try {
      Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
      if (entries != null) {
        for (List<?> entry : entries) {
          if (entry.get(0) instanceof Integer kind && (kind == DNS || kind == ADDRESS)) {
            found.add(plain(String.valueOf(entry.get(1))));
          }
        }
      }
    } catch (CertificateParsingException e) {
      return new CertificateNames(List.of());
    }
    return new CertificateNames(found);
  }

  /// Whether this name is among them; `*` stands for one whole first label.
  public boolean cover(String host) {
    String wanted = plain(host);
    int dot = wanted.indexOf('.');
    return names.contains(wanted) || (dot > 0 && names.contains("*" + wanted.substring(dot)));
  }

  /// One spelling of each name: an IPv6 address has many (RFC 4291 §2.2).
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.indexOf(':') < 0) {
      return lower;
    }
    try {
      return Inet6Address.ofLiteral(lower).getHostAddress();
    } catch (IllegalArgumentException e) {
      return lower;
    }
  }
}
