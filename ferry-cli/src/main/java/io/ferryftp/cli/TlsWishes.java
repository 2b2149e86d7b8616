package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.FtpUrl.Scheme;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the command line says about TLS; the scheme of a URL says the rest.
///
/// @param mode that was asked for
/// @param certificate of the client's own
record TlsWishes(Optional<TlsMode> mode, Trust trust, Optional<KeyMaterial> certificate) {
  /// Whom to believe.
  sealed interface Trust {
    /// Servers that these authorities vouch for, and those that somebody said yes to.
    ///
    /// @param authorities empty: the system's
    record Vouched(List<X509Certificate> authorities) implements Trust {
      public Vouched {
        authorities = List.copyOf(authorities);
      }
    }

    record Pinned(Fingerprint fingerprint) implements Trust {}

    record Anybody() implements Trust {}
  }

  /// How TLS begins for this URL. Whoever says which server is the right one wants nothing without
  /// TLS, so `ftp://` means AUTH TLS and no less then.
  TlsMode mode(FtpUrl url) throws MistakeException {
    return switch (url.scheme()) {
      case FTP -> {
        TlsMode asked = mode.orElse(isParticular() ? TlsMode.EXPLICIT : TlsMode.AUTO);
        if (asked == TlsMode.IMPLICIT && url.port() == Scheme.FTP.defaultPort()) {
          throw new MistakeException(
              "%s: implicit TLS has a port of its own, usually 990; write ftps:// instead of ftp://"
                  .formatted(url));
        }
        yield asked;
      }
      case FTPES -> only(TlsMode.EXPLICIT, url);
      case FTPS -> only(TlsMode.IMPLICIT, url);
    };
  }

  private boolean isParticular() {
    return certificate.isPresent()
        || switch (trust) {
          case Trust.Vouched vouched -> !vouched.authorities().isEmpty();
          case Trust.Pinned _ -> true;
          case Trust.Anybody _ -> false;
        };
  }

  private TlsMode only(TlsMode meant, FtpUrl url) throws MistakeException {
    if (mode.isPresent() && mode.get() != meant) {
      throw new MistakeException(
          "%s: %s:// means --tls %s, not %s; leave --tls out, or write ftp://"
              .formatted(url, url.scheme().word(), word(meant), word(mode.get())));
    }
    return meant;
  }

  private static String word(TlsMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /// The settings for this URL.
  ClientTls settings(FtpUrl url, KnownCertificates known, UnknownCertificate question)
      throws MistakeException {
    ServerTrust believed =
        switch (trust) {
          case Trust.Vouched vouched ->
              new ServerTrust.Vouched(vouched.authorities(), known, question);
          case Trust.Pinned pinned -> new ServerTrust.Pinned(pinned.fingerprint());
          case Trust.Anybody _ -> new ServerTrust.Anybody();
        };
    return new ClientTls(mode(url), believed, certificate);
  }
}
