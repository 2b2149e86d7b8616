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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// The options of `ferry serve` that are about TLS.
final class TlsOptions {
  @Option(names = "--tls", paramLabel = "auto|required|optional|off")
  private String tls = "auto";

  @Option(names = "--cert", paramLabel = "FILE")
  private List<String> certificates = new ArrayList<>();

  @Option(names = "--key", paramLabel = "FILE")
  private List<String> keys = new ArrayList<>();

  @Option(names = "--key-password-file", paramLabel = "FILE")
  private Optional<String> passwordFile = Optional.empty();

  @Option(names = "--implicit-listen", paramLabel = "ADDRESS")
  private Optional<String> implicitListen = Optional.empty();

  @Option(names = "--tls-session-reuse", paramLabel = "required|preferred|off")
  private Optional<String> sessionReuse = Optional.empty();

  @Option(names = "--tls-engine", paramLabel = "auto|jsse|boringssl")
  private Optional<String> engine = Optional.empty();

  @Option(names = "--client-certs", paramLabel = "off|optional|required")
  private Optional<String> clientCertificates = Optional.empty();

  @Option(names = "--client-ca", paramLabel = "FILE")
  private Optional<String> clientAuthority = Optional.empty();

  @Option(names = "--allow-ccc")
  private boolean allowCcc;

  @Option(names = "--allow-auth-ssl")
  private boolean allowAuthSsl;

  @Option(names = "--login-by-certificate")
  private boolean loginByCertificate;

  @Option(names = "--without-close-notify", paramLabel = "NAME")
  private List<String> withoutCloseNotify = new ArrayList<>();

  /// The options, read and checked.
  ///
  /// @param names for a certificate of our own
  TlsPlan plan(List<String> names) throws MistakeException {
    TlsPolicy policy = Choice.parse("--tls", tls, TlsPolicy.class);
    if (policy == TlsPolicy.OFF) {
      refuseWithoutTls();
    }
    return new TlsPlan(
        policy,
        CertificateFile.of(certificates, keys, passwordFile),
        names,
        implicit(),
        sessionReuse.isPresent()
            ? Choice.parse("--tls-session-reuse", sessionReuse.get(), TlsSessionReuse.class)
            : TlsSessionReuse.REQUIRED,
        clients(),
        allowCcc ? ClearControl.ALLOWED : ClearControl.REFUSED,
        allowAuthSsl ? AuthSsl.ALLOWED : AuthSsl.REFUSED,
        certificateLogin(),
        engine.isPresent()
            ? Choice.parse("--tls-engine", engine.get(), TlsEngine.class)
            : TlsEngine.AUTO,
        Set.copyOf(withoutCloseNotify));
  }

  private void refuseWithoutTls() throws MistakeException {
    var given = new LinkedHashSet<String>();
    if (!certificates.isEmpty()) {
      given.add("--cert");
    }
    if (!keys.isEmpty()) {
      given.add("--key");
    }
    passwordFile.ifPresent(_ -> given.add("--key-password-file"));
    implicitListen.ifPresent(_ -> given.add("--implicit-listen"));
    sessionReuse.ifPresent(_ -> given.add("--tls-session-reuse"));
    engine.ifPresent(_ -> given.add("--tls-engine"));
    clientCertificates.ifPresent(_ -> given.add("--client-certs"));
    clientAuthority.ifPresent(_ -> given.add("--client-ca"));
    if (allowCcc) {
      given.add("--allow-ccc");
    }
    if (allowAuthSsl) {
      given.add("--allow-auth-ssl");
    }
    if (loginByCertificate) {
      given.add("--login-by-certificate");
    }
    if (!withoutCloseNotify.isEmpty()) {
      given.add("--without-close-notify");
    }
    if (!given.isEmpty()) {
      throw new MistakeException(
          "%s: there is no TLS with --tls off; leave one of the two out"
              .formatted(given.iterator().next()));
    }
  }

  private CertificateLogin certificateLogin() throws MistakeException {
    if (!loginByCertificate) {
      return CertificateLogin.NO;
    }
    if (clientCertificates.isEmpty()) {
      throw new MistakeException(
          "--login-by-certificate: nobody is asked for a certificate; add --client-certs optional"
              + " or required");
    }
    return CertificateLogin.BY_COMMON_NAME;
  }

  private Optional<InetSocketAddress> implicit() throws MistakeException {
    return implicitListen.isPresent()
        ? Optional.of(ListenAddress.parse("--implicit-listen", implicitListen.get()))
        : Optional.empty();
  }

  private ClientCertificates clients() throws MistakeException {
    Demand demand =
        clientCertificates.isPresent()
            ? Choice.parse("--client-certs", clientCertificates.get(), Demand.class)
            : Demand.OFF;
    if (demand == Demand.OFF) {
      if (clientAuthority.isPresent()) {
        throw new MistakeException(
            "--client-ca: nobody is asked for a certificate; add --client-certs optional or"
                + " required");
      }
      return ClientCertificates.OFF;
    }
    if (clientAuthority.isEmpty()) {
      throw new MistakeException(
          "--client-certs: whose certificates are good? name the authority with --client-ca FILE");
    }
    try {
      return new ClientCertificates(
          demand,
          KeyFiles.certificates(ServedDirectory.named("--client-ca", clientAuthority.get())));
    } catch (IOException e) {
      throw new MistakeException("--client-ca: " + e.getMessage(), e);
    }
  }
}
