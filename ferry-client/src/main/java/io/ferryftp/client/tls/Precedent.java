package io.ferryftp.client.tls;

import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.TlsVersion;
import java.util.Optional;

/// What a session that goes over to another control connection brings along from the last one.
///
/// @param certificate that the server showed there and that was believed: nobody is asked about it
///   again, and the next connection has to be protected too; empty if that one was in clear
/// @param highest version of TLS that is offered; empty: what is remembered of the host decides
public record Precedent(Optional<Fingerprint> certificate, Optional<TlsVersion> highest) {
  /// The first connection of a session.
  public static final Precedent NONE = new Precedent(Optional.empty(), Optional.empty());
}
