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
import picocli.CommandLine.Option;

/// The options of all commands of the client that are about TLS.
final class ClientTlsOptions {
  @Option(names = "--tls", paramLabel = "MODE")
  private Optional<String> tls = Optional.empty();

  @Option(names = "--cacert", paramLabel = "FILE")
  private Optional<String> authorities = Optional.empty();

  @Option(names = "--fingerprint", paramLabel = "SHA256")
  private Optional<String> fingerprint = Optional.empty();

  @Option(names = "--insecure")
  private boolean insecure;

  @Option(names = "--cert", paramLabel = "FILE")
  private Optional<String> certificate = Optional.empty();

  @Option(names = "--key", paramLabel = "FILE")
  private Optional<String> key = Optional.empty();

  @Option(names = "--key-password-file", paramLabel = "FILE")
  private Optional<String> passwordFile = Optional.empty();

  /// The options, read and checked.
  TlsWishes plan() throws MistakeException {
    Optional<TlsMode> mode =
        tls.isPresent()
            ? Optional.of(Choice.parse("--tls", tls.get(), TlsMode.class))
            : Optional.empty();
    var trusts = new LinkedHashSet<String>();
    fingerprint.ifPresent(_ -> trusts.add("--fingerprint"));
    authorities.ifPresent(_ -> trusts.add("--cacert"));
    if (insecure) {
      trusts.add("--insecure");
    }
    if (trusts.size() > 1) {
      throw new MistakeException(
          "%s contradict each other; leave one".formatted(String.join(" and ", trusts)));
    }
    certificate.ifPresent(_ -> trusts.add("--cert"));
    if (mode.filter(TlsMode.OFF::equals).isPresent() && !trusts.isEmpty()) {
      throw new MistakeException(
          "%s: there is no TLS with --tls off; leave one of the two out"
              .formatted(trusts.getFirst()));
    }
    return new TlsWishes(mode, trust(), own());
  }

  private TlsWishes.Trust trust() throws MistakeException {
    if (insecure) {
      return new TlsWishes.Trust.Anybody();
    }
    if (fingerprint.isPresent()) {
      return new TlsWishes.Trust.Pinned(
          Fingerprint.parse(fingerprint.get())
              .orElseThrow(() ->
                  new MistakeException(
                      "--fingerprint: this is no SHA-256; give its 64 hexadecimal digits, with"
                          + " colons or without")));
    }
    return new TlsWishes.Trust.Vouched(authorities());
  }

  private List<X509Certificate> authorities() throws MistakeException {
    if (authorities.isEmpty()) {
      return List.of();
    }
    Path file = ServedDirectory.named("--cacert", authorities.get());
    try {
      return KeyFiles.certificates(file);
    } catch (IOException e) {
      throw new MistakeException("--cacert: " + e.getMessage(), e);
    }
  }

  private Optional<KeyMaterial> own() throws MistakeException {
    List<CertificateFile> files =
        CertificateFile.of(certificate.stream().toList(), key.stream().toList(), passwordFile);
    return files.isEmpty() ? Optional.empty() : Optional.of(files.getFirst().read());
  }
}
