package io.ferryftp.cli;

import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ServerTls.AuthSsl;
import io.ferryftp.server.config.ServerTls.ClearControl;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.config.TlsSessionReuse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What `ferry serve` was asked to do with TLS.
///
/// @param certificates that were named, the standard one first; empty: one of our own
/// @param names that a new certificate of our own speaks for; asked for when one is made
/// @param implicit where connections come in that begin with TLS
/// @param engine which implementation of TLS is used
/// @param withoutCloseNotify users whose uploads may end without `close_notify`
record TlsPlan(
    TlsPolicy policy,
    List<CertificateFile> certificates,
    Supplier<List<String>> names,
    Optional<InetSocketAddress> implicit,
    TlsSessionReuse sessionReuse,
    ClientCertificates clientCertificates,
    ClearControl clearControl,
    AuthSsl authSsl,
    CertificateLogin certificateLogin,
    TlsEngine engine,
    Set<String> withoutCloseNotify) {
  /// Whether a client certificate stands for a password.
  enum CertificateLogin {
    NO,
    /// That of the user whose name is its common name.
    BY_COMMON_NAME
  }

  TlsPlan {
    certificates = List.copyOf(certificates);
    withoutCloseNotify = Set.copyOf(withoutCloseNotify);
  }

  /// Whether TLS is offered.
  boolean isOffered() {
    return policy != TlsPolicy.OFF;
  }
}
