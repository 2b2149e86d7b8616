package io.ferryftp.protocol.tls;

import java.util.List;
import javax.net.ssl.X509TrustManager;

/// What a server agrees to in a handshake.
///
/// @param versions of TLS, one at least
/// @param suites by their IANA names, in the server's order of preference
/// @param protocol the only one (RFC 7301) that is served; who names none is served as well
/// @param asking whether clients are asked for certificates
/// @param trust whose certificates are believed; its issuers are named to clients that are asked
public record ServerOffer(
    List<TlsVersion> versions,
    List<String> suites,
    String protocol,
    Asking asking,
    X509TrustManager trust) {
  /// How much a client's certificate is wanted.
  public enum Asking {
    /// Clients are not asked.
    NOBODY,
    /// A client may show one, and it must be good then.
    WHO_LIKES,
    /// Without one there is no connection.
    EVERYBODY
  }

  public ServerOffer {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
  }
}
