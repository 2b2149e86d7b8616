package io.ferryftp.server.config;

import java.security.cert.X509Certificate;
import java.util.List;

/// Whether clients are asked for certificates, and whose are believed.
///
/// @param demand whether they are asked
/// @param authorities whose certificates are believed; empty if nobody is asked
public record ClientCertificates(Demand demand, List<X509Certificate> authorities) {
  /// How much a client certificate is wanted.
  public enum Demand {
    /// Clients are not asked.
    OFF,
    /// A client may show one, and it must be good then.
    OPTIONAL,
    /// Without one there is no connection.
    REQUIRED
  }

  /// Nobody is asked.
  public static final ClientCertificates OFF = new ClientCertificates(Demand.OFF, List.of());

  public ClientCertificates {
    authorities = List.copyOf(authorities);
    if ((demand == Demand.OFF) != authorities.isEmpty()) {
      throw new IllegalArgumentException(
          "client certificates need an authority, and authorities need a demand");
    }
  }
}
