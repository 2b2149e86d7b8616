package io.ferryftp.tests.peers;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// How a server is to speak TLS: with nobody but those who speak it, on control and on data
/// connections.
///
/// @param beginning of control connections
/// @param version the only one that it speaks
public record Protection(Beginning beginning, TlsVersion version) {
  /// How TLS begins.
  public enum Beginning {
    /// By AUTH TLS (RFC 4217).
    EXPLICIT,
    /// With the first octet.
    IMPLICIT
  }

  /// Settings of OpenSSL, for programs that have none of their own for this.
  Path openSslSettings(Site site) throws IOException {
    return site.write(
        "openssl.cnf",
        """
        openssl_conf = program
        [program]
        ssl_conf = tls
        [tls]
        system_default = versions
        [versions]
        MinProtocol = %1$s
        MaxProtocol = %1$s
        """
            .formatted(version.word()));
  }

  /// The server's certificate and its key, which nobody else may read, or some servers refuse it.
  static CertificateFiles certificate(Site site) throws IOException {
    CertificateFiles files = TestCertificates.write(TestCertificates.server(), site.scratch());
    Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-------"));
    return files;
  }

  @Override
  public String toString() {
    return beginning + " " + version.word();
  }
}
