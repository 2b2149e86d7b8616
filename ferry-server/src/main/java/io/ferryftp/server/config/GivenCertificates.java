package io.ferryftp.server.config;

import io.ferryftp.protocol.tls.CertificateNames;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Certificates that stay as they are.
record GivenCertificates(KeyMaterial standard, List<KeyMaterial> others)
    implements CertificateSource {
  @Override
  public Optional<KeyMaterial> forName(String name) {
    return Stream.concat(Stream.of(standard), others.stream())
        .filter(material -> CertificateNames.of(material.certificate()).cover(name))
        .findFirst();
  }
}
