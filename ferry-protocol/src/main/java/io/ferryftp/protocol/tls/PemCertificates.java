package io.ferryftp.protocol.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The certificates among the blocks of a PEM file.
final class PemCertificates {
  private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");

  private PemCertificates() {}

  /// All of them, at least one.
  static List<X509Certificate> of(String file, List<PemBlock> blocks) throws IOException {
    var certificates = new ArrayList<X509Certificate>();
    for (PemBlock block : blocks) {
      if (LABELS.contains(block.label())) {
        certificates.add(certificate(file, block));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(
          "%s has no certificate; name the file with the line -----BEGIN CERTIFICATE-----"
              .formatted(file));
    }
    return certificates;
  }

  private static X509Certificate certificate(String file, PemBlock block) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.octets()));
    } catch (CertificateException e) {
      throw new IOException(
          "%s has a certificate that is damaged; copy the file again, whole".formatted(file), e);
    }
  }
}
