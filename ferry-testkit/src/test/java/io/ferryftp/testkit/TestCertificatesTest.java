package io.ferryftp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.CertificateNames;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCertificatesTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aServerCertificateSpeaksForThisMachine() throws Exception {
    KeyMaterial server = TestCertificates.server();
    assertThat(CertificateNames.of(server.certificate()).names())
        .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    server.certificate().verify(TestCertificates.authority().getPublicKey());
    server.certificate().checkValidity();
    assertThat(server.chain()).endsWith(TestCertificates.authority());
    assertThat(server.key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void badOnesAreBad() {
    X509Certificate expired = TestCertificates.expiredServer().certificate();
    assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
    X509Certificate future = TestCertificates.futureServer().certificate();
    assertThatThrownBy(future::checkValidity).isInstanceOf(CertificateNotYetValidException.class);
    X509Certificate own = TestCertificates.selfSignedServer().certificate();
    assertThatThrownBy(() -> own.verify(TestCertificates.authority().getPublicKey()))
        .isInstanceOf(SignatureException.class);
    assertThat(CertificateNames.of(TestCertificates.wrongHost().certificate()).names())
        .containsExactly("elsewhere.example");
    assertThat(TestCertificates.rsaServer("a.example").key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void filesHoldTheSame() throws Exception {
    KeyMaterial material = TestCertificates.client("anna");
    CertificateFiles files = TestCertificates.write(material, directory);
    try (InputStream in = Files.newInputStream(files.chain())) {
      assertThat(List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in)))
          .isEqualTo(material.chain());
    }
    KeyStore store = KeyStore.getInstance(files.store().toFile(), "changeit".toCharArray());
    assertThat(store.getKey("ferry", "changeit".toCharArray())).isEqualTo(material.key());
    assertThat(files.key()).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(files.authority()).content().startsWith("-----BEGIN CERTIFICATE-----\n");
  }
}
