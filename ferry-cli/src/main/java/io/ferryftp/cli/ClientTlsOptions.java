package io.ferryftp.cli;

import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The options of all commands of the client that are about TLS.
final class ClientTlsOptions {
  private final Options options = new Options();
  private final Option<Optional<String>> tls = options.text("--tls", "MODE");
  private final Option<Optional<String>> authorities = options.text("--cacert", "FILE");
  private final Option<Optional<String>> fingerprint = options.text("--fingerprint", "SHA256");
  private final Option<Boolean> insecure = options.flag("--insecure");
  private final Option<Optional<String>> certificate = options.text("--cert", "FILE");
  private final Option<Optional<String>> key = options.text("--key", "FILE");
  private final Option<Optional<String>> passwordFile = options.text("--key-password-file", "FILE");

  ClientTlsOptions(Options command) {
    command.addAll(options);
  }

  /// The options, read and checked.
  TlsWishes plan() throws MistakeException {
    Optional<TlsMode> mode =
        tls.value().isPresent()
            ? Optional.of(Choice.parse("--tls", tls.value().get(), TlsMode.class))
            : Optional.empty();
    var trusts = new LinkedHashSet<String>();
    fingerprint.value().ifPresent(_ -> trusts.add("--fingerprint"));
    authorities.value().ifPresent(_ -> trusts.add("--cacert"));
    if (insecure.value()) {
      trusts.add("--insecure");
    }
    if (trusts.size() > 1) {
      throw new MistakeException(
          "%s contradict each other; leave one".formatted(String.join(" and ", trusts)));
    }
    certificate.value().ifPresent(_ -> trusts.add("--cert"));
    if (mode.filter(TlsMode.OFF::equals).isPresent() && !trusts.isEmpty()) {
      throw new MistakeException(
          "%s: there is no TLS with --tls off; leave one of the two out"
              .formatted(trusts.getFirst()));
    }
    return new TlsWishes(mode, trust(), own());
  }

  private TlsWishes.Trust trust() throws MistakeException {
    if (insecure.value()) {
      return new TlsWishes.Trust.Anybody();
    }
    if (fingerprint.value().isPresent()) {
      return new TlsWishes.Trust.Pinned(
          Fingerprint.parse(fingerprint.value().get())
              .orElseThrow(() ->
                  new MistakeException(
                      "--fingerprint: this is no SHA-256; give its 64 hexadecimal digits, with"
                          + " colons or without")));
    }
    return new TlsWishes.Trust.Vouched(authorities());
  }

  private List<X509Certificate> authorities() throws MistakeException {
    if (authorities.value().isEmpty()) {
      return List.of();
    }
    Path file = ServedDirectory.named("--cacert", authorities.value().get());
    try {
      return KeyFiles.certificates(file);
    } catch (IOException e) {
      throw new MistakeException("--cacert: " + e.getMessage(), e);
    }
  }

  private Optional<KeyMaterial> own() throws MistakeException {
    List<CertificateFile> files =
        CertificateFile.of(
            certificate.value().stream().toList(),
            key.value().stream().toList(),
            passwordFile.value());
    return files.isEmpty() ? Optional.empty() : Optional.of(files.getFirst().read());
  }
}
