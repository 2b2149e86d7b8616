package io.ferryftp.cli;

import io.ferryftp.cli.TlsPlan.CertificateLogin;
import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ClientCertificates.Demand;
import io.ferryftp.server.config.ServerTls.AuthSsl;
import io.ferryftp.server.config.ServerTls.ClearControl;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.config.TlsSessionReuse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The options of `ferry serve` that are about TLS.
final class TlsOptions {
  private final Options options = new Options();
  private final Option<String> tls = options.text("--tls", "auto|required|optional|off", "auto");
  private final Option<List<String>> certificates = options.texts("--cert", "FILE");
  private final Option<List<String>> keys = options.texts("--key", "FILE");
  private final Option<Optional<String>> passwordFile = options.text("--key-password-file", "FILE");
  private final Option<Optional<String>> implicitListen =
      options.text("--implicit-listen", "ADDRESS");
  private final Option<Optional<String>> sessionReuse =
      options.text("--tls-session-reuse", "required|preferred|off");
  private final Option<Optional<String>> engine =
      options.text("--tls-engine", "auto|jsse|boringssl");
  private final Option<Optional<String>> clientCertificates =
      options.text("--client-certs", "off|optional|required");
  private final Option<Optional<String>> clientAuthority = options.text("--client-ca", "FILE");
  private final Option<Boolean> allowCcc = options.flag("--allow-ccc");
  private final Option<Boolean> allowAuthSsl = options.flag("--allow-auth-ssl");
  private final Option<Boolean> loginByCertificate = options.flag("--login-by-certificate");
  private final Option<List<String>> withoutCloseNotify =
      options.texts("--without-close-notify", "NAME");

  TlsOptions(Options command) {
    command.addAll(options);
  }

  /// The options, read and checked.
  ///
  /// @param names for a certificate of our own
  TlsPlan plan(Supplier<List<String>> names) throws MistakeException {
    TlsPolicy policy = Choice.parse("--tls", tls.value(), TlsPolicy.class);
    if (policy == TlsPolicy.OFF) {
      refuseWithoutTls();
    }
    return new TlsPlan(
        policy,
        CertificateFile.of(certificates.value(), keys.value(), passwordFile.value()),
        names,
        implicit(),
        sessionReuse.value().isPresent()
            ? Choice.parse("--tls-session-reuse", sessionReuse.value().get(), TlsSessionReuse.class)
            : TlsSessionReuse.REQUIRED,
        clients(),
        allowCcc.value() ? ClearControl.ALLOWED : ClearControl.REFUSED,
        allowAuthSsl.value() ? AuthSsl.ALLOWED : AuthSsl.REFUSED,
        certificateLogin(),
        engine.value().isPresent()
            ? Choice.parse("--tls-engine", engine.value().get(), TlsEngine.class)
            : TlsEngine.AUTO,
        Set.copyOf(withoutCloseNotify.value()));
  }

  private void refuseWithoutTls() throws MistakeException {
    var given = new LinkedHashSet<String>();
    if (!certificates.value().isEmpty()) {
      given.add("--cert");
    }
    if (!keys.value().isEmpty()) {
      given.add("--key");
    }
    passwordFile.value().ifPresent(_ -> given.add("--key-password-file"));
    implicitListen.value().ifPresent(_ -> given.add("--implicit-listen"));
    sessionReuse.value().ifPresent(_ -> given.add("--tls-session-reuse"));
    engine.value().ifPresent(_ -> given.add("--tls-engine"));
    clientCertificates.value().ifPresent(_ -> given.add("--client-certs"));
    clientAuthority.value().ifPresent(_ -> given.add("--client-ca"));
    if (allowCcc.value()) {
      given.add("--allow-ccc");
    }
    if (allowAuthSsl.value()) {
      given.add("--allow-auth-ssl");
    }
    if (loginByCertificate.value()) {
      given.add("--login-by-certificate");
    }
    if (!withoutCloseNotify.value().isEmpty()) {
      given.add("--without-close-notify");
    }
    if (!given.isEmpty()) {
      throw new MistakeException(
          "%s: there is no TLS with --tls off; leave one of the two out"
              .formatted(given.iterator().next()));
    }
  }

  private CertificateLogin certificateLogin() throws MistakeException {
    if (!loginByCertificate.value()) {
      return CertificateLogin.NO;
    }
    if (clientCertificates.value().isEmpty()) {
      throw new MistakeException(
          "--login-by-certificate: nobody is asked for a certificate; add --client-certs optional"
              + " or required");
    }
    return CertificateLogin.BY_COMMON_NAME;
  }

  private Optional<InetSocketAddress> implicit() throws MistakeException {
    return implicitListen.value().isPresent()
        ? Optional.of(ListenAddress.parse("--implicit-listen", implicitListen.value().get()))
        : Optional.empty();
  }

  private ClientCertificates clients() throws MistakeException {
    Demand demand =
        clientCertificates.value().isPresent()
            ? Choice.parse("--client-certs", clientCertificates.value().get(), Demand.class)
            : Demand.OFF;
    if (demand == Demand.OFF) {
      if (clientAuthority.value().isPresent()) {
        throw new MistakeException(
            "--client-ca: nobody is asked for a certificate; add --client-certs optional or"
                + " required");
      }
      return ClientCertificates.OFF;
    }
    if (clientAuthority.value().isEmpty()) {
      throw new MistakeException(
          "--client-certs: whose certificates are good? name the authority with --client-ca FILE");
    }
    try {
      return new ClientCertificates(
          demand,
          KeyFiles.certificates(
              ServedDirectory.named("--client-ca", clientAuthority.value().get())));
    } catch (IOException e) {
      throw new MistakeException("--client-ca: " + e.getMessage(), e);
    }
  }
}
