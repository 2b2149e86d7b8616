package io.ferryftp.cli;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.PasswordMissingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A certificate that was named on the command line.
///
/// @param certificates the chain, and the key if it has no file of its own
/// @param password of the key
record CertificateFile(Path certificates, Optional<Path> key, Optional<Secret> password) {
  /// What `--cert`, `--key` and `--key-password-file` say together: keys in the order of their
  /// certificates, or none because each is in its certificate's file.
  static List<CertificateFile> of(
      List<String> certificates, List<String> keys, Optional<String> passwordFile)
      throws MistakeException {
    if (certificates.isEmpty() && (!keys.isEmpty() || passwordFile.isPresent())) {
      throw new MistakeException(
          "%s: no certificate to it; name it with --cert FILE"
              .formatted(keys.isEmpty() ? "--key-password-file" : "--key"));
    }
    if (!keys.isEmpty() && keys.size() != certificates.size()) {
      throw new MistakeException(
          "--key: %d for %d --cert; name one for each certificate, in the same order, or none"
              .formatted(keys.size(), certificates.size()));
    }
    Optional<Secret> password = Optional.empty();
    if (passwordFile.isPresent()) {
      String option = "--key-password-file";
      password =
          Optional.of(FirstLine.of(option, ServedDirectory.named(option, passwordFile.get())));
    }
    var files = new ArrayList<CertificateFile>();
    for (int i = 0; i < certificates.size(); i++) {
      files.add(
          new CertificateFile(
              ServedDirectory.named("--cert", certificates.get(i)),
              keys.isEmpty()
                  ? Optional.empty()
                  : Optional.of(ServedDirectory.named("--key", keys.get(i))),
              password));
    }
    return List.copyOf(files);
  }

  /// Reads it.
  KeyMaterial read() throws MistakeException {
    try {
      return KeyFiles.read(certificates, key, password);
    } catch (PasswordMissingException e) {
      throw new MistakeException(
          "--cert: %s in the first line of a file: --key-password-file FILE"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new MistakeException("--cert: " + e.getMessage(), e);
    }
  }
}
