package io.ferryftp.tests.peers;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// How a server is to speak TLS.
///
/// @param beginning of control connections
/// @param only the one version that it speaks; empty: those that it speaks unless told otherwise
/// @param demand whom it serves
public record Protection(Beginning beginning, Optional<TlsVersion> only, Demand demand) {
  /// How TLS begins.
  public enum Beginning {
    /// By AUTH TLS (RFC 4217).
    EXPLICIT,
    /// With the first octet.
    IMPLICIT
  }

  /// Whom a server serves.
  public enum Demand {
    /// Those who speak TLS, on control and on data connections.
    REQUIRED,
    /// Everybody.
    OFFERED
  }

  /// One version alone, which is demanded.
  public Protection(Beginning beginning, TlsVersion version) {
    this(beginning, Optional.of(version), Demand.REQUIRED);
  }

  /// The only version that it speaks, where there is only one.
  public TlsVersion version() {
    return only.orElseThrow();
  }

  boolean isRequired() {
    return demand == Demand.REQUIRED;
  }

  /// Settings of OpenSSL for one version alone, for programs that have none of their own for this.
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
            .formatted(version().word()));
  }

  /// The server's certificate and its key, which nobody else may read, or some servers refuse it.
  static CertificateFiles certificate(Site site) throws IOException {
    CertificateFiles files = TestCertificates.write(TestCertificates.server(), site.scratch());
    Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-------"));
    return files;
  }

  @Override
  public String toString() {
    return beginning + " " + only.map(TlsVersion::word).orElseGet(demand::name);
  }
}
