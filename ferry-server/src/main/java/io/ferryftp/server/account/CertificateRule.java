package io.ferryftp.server.account;

import io.ferryftp.protocol.tls.Fingerprint;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/// Which client certificate stands for a user, of those that an authority has vouched for.
public sealed interface CertificateRule {
  /// Whether this is such a certificate.
  boolean fits(X509Certificate certificate);

  /// This one certificate.
  record Exactly(Fingerprint fingerprint) implements CertificateRule {
    @Override
    public boolean fits(X509Certificate certificate) {
      return Fingerprint.of(certificate).equals(fingerprint);
    }
  }

  /// Every certificate whose subject has this common name, letter for letter, and no other one. A
  /// subject in which names are joined, or that is no text, fits nothing.
  record CommonName(String name) implements CertificateRule {
    public CommonName {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a common name is not blank");
      }
    }

    @Override
    public boolean fits(X509Certificate certificate) {
      return fits(certificate.getSubjectX500Principal());
    }

    boolean fits(X500Principal subject) {
      try {
        List<Rdn> parts = new LdapName(subject.getName()).getRdns();
        List<Object> names =
            parts.stream()
                .filter(part -> part.getType().equalsIgnoreCase("CN"))
                .map(Rdn::getValue)
                .toList();
        return parts.stream().allMatch(part -> part.size() == 1) && names.equals(List.of(name));
      } catch (InvalidNameException e) {
        return false;
      }
    }
  }
}
