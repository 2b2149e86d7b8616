package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.server.config.CertificateSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// The one certificate of a control connection and of its data connections: for the name that the
/// client asks for in its first handshake (RFC 6066 §3), else for the one that it gave with HOST,
/// else the standard one. A name that nobody has gets the next best, as §3 allows.
final class CertificateChoice {
  private final CertificateSource source;
  private final Optional<String> host;
  private final AtomicReference<@Nullable KeyMaterial> made = new AtomicReference<>();

  CertificateChoice(CertificateSource source, Optional<String> host) {
    this.source = source;
    this.host = host;
  }

  /// Makes the choice for a handshake of JSSE, if it has not been made yet.
  KeyMaterial make(SSLSession handshake) {
    return make(serverName(handshake));
  }

  /// Makes the choice, if it has not been made yet.
  KeyMaterial make(Optional<String> serverName) {
    KeyMaterial earlier = made.get();
    if (earlier != null) {
      return earlier;
    }
    KeyMaterial found =
        serverName
            .flatMap(source::forName)
            .or(() -> host.flatMap(source::forName))
            .orElseGet(source::standard);
    made.compareAndSet(null, found);
    return made().orElse(found);
  }

  /// The choice, if it has been made.
  Optional<KeyMaterial> made() {
    return Optional.ofNullable(made.get());
  }

  /// The name that the client asked for.
  static Optional<String> serverName(SSLSession session) {
    List<SNIServerName> names =
        session instanceof ExtendedSSLSession extended
            ? extended.getRequestedServerNames()
            : List.of();
    return names.stream()
        .filter(SNIHostName.class::isInstance)
        .map(name -> ((SNIHostName) name).getAsciiName())
        .findFirst();
  }
}
