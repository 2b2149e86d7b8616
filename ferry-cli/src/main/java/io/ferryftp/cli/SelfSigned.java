package io.ferryftp.cli;

import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.server.config.TlsProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The certificate that a server without one makes for itself, and keeps: clients remember it.
///
/// `tls/self-signed.pem` in the data directory has it with its key and belongs to the server alone;
/// `tls/self-signed.crt` beside it has the certificate, to be given to clients.
final class SelfSigned {
  /// How long it is good: whoever trusts it by its fingerprint has to be told of a new one, and
  /// nobody else trusts it.
  static final Duration VALID = Duration.ofDays(3650);

  /// How long before its end a new one is made.
  static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Path file;
  private final Path publicFile;

  SelfSigned(Path data) {
    file = data.resolve("tls/self-signed.pem");
    publicFile = data.resolve("tls/self-signed.crt");
  }

  /// Where it is with its key.
  Path file() {
    return file;
  }

  /// Where it is without.
  Path publicFile() {
    return publicFile;
  }

  /// Makes sure that there is one that is good for a while.
  ///
  /// @param names that a new one speaks for
  KeyMaterial keep(List<String> names, Instant now) throws MistakeException {
    return keep(() -> names, now, TlsProof.TRIED_FIRST);
  }

  /// The same; with a proof, the file is known to hold a key and its certificate.
  ///
  /// @param names asked for if a new one is made: the names of this machine take a while
  KeyMaterial keep(Supplier<List<String>> names, Instant now, TlsProof proof)
      throws MistakeException {
    try {
      Optional<KeyMaterial> known =
          Files.exists(file) ? Optional.of(read(proof)) : Optional.empty();
      KeyMaterial kept =
          known.filter(material -> lasts(material.certificate(), now)).isPresent()
              ? known.get()
              : make(names.get(), now);
      publish(kept.certificate());
      return kept;
    } catch (IOException e) {
      throw new MistakeException(
          "the certificate of this server cannot be kept: %s; put it right, or delete %s"
                  .formatted(e.getMessage(), file)
              + " for a new one, which clients have to be told about",
          e);
    }
  }

  private KeyMaterial read(TlsProof proof) throws IOException {
    return switch (proof) {
      case KNOWN -> KeyFiles.readKnownPair(file);
      case TRIED_FIRST -> KeyFiles.read(file, Optional.empty(), Optional.empty());
    };
  }

  private static boolean lasts(X509Certificate certificate, Instant now) {
    return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE));
  }

  private KeyMaterial make(List<String> names, Instant now) throws IOException {
    KeyMaterial made = NewCertificate.make(names, now, VALID);
    directory();
    replace(
        file,
        pem("CERTIFICATE", encoded(made.certificate()))
            + pem("PRIVATE KEY", made.key().getEncoded()),
        "rw-------");
    return made;
  }

  private void directory() throws IOException {
    Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
    try {
      Files.createDirectory(directory, mode(directory, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new IOException(directory + " is no directory", e);
      }
    }
  }

  private void publish(X509Certificate certificate) throws IOException {
    String text = pem("CERTIFICATE", encoded(certificate));
    if (!Files.exists(publicFile)
        || !Files.readString(publicFile, StandardCharsets.ISO_8859_1).equals(text)) {
      replace(publicFile, text, "rw-r--r--");
    }
  }

  /// By another file and a rename: whoever reads meanwhile sees the old one or the new one, whole.
  private static void replace(Path target, String text, String mode) throws IOException {
    Path directory = Optional.ofNullable(target.getParent()).orElseThrow();
    Path fresh = Files.createTempFile(directory, "new", "", mode(directory, mode));
    try {
      Files.writeString(fresh, text, StandardCharsets.ISO_8859_1);
      try (var channel = java.nio.channels.FileChannel.open(fresh)) {
        channel.force(true);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] mode(Path where, String mode) {
    return where.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read or made just now", e);
    }
  }

  private static String pem(String label, byte[] octets) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }
}
