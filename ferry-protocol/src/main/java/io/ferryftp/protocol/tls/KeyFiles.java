package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Certificates and keys in files, as authorities and `openssl` write them: PEM (RFC 7468) with
/// keys in PKCS#8, encrypted PKCS#8, PKCS#1 or SEC 1, and PKCS#12 (RFC 7292). What a file is, its
/// content tells, not its name.
///
/// Every failure is one sentence that names the file, what is wrong, and what to do; none holds
/// anything of a key.
public final class KeyFiles {
  /// The most octets of one file; a chain with its key has some thousand.
  public static final int MAX_OCTETS = 1 << 20;

  private KeyFiles() {}

  /// Reads a key and its certificates, and checks that they belong together. The certificate of the
  /// key comes first and each one's issuer follows, in whatever order the file has them; what is no
  /// part of that chain is left out.
  ///
  /// @param certificates the chain, and the key if it has no file of its own; or PKCS#12 with both
  /// @param key the file of the key
  /// @param password of the key; ignored if the key is not encrypted
  /// @throws PasswordMissingException if the key is encrypted and there is no password
  /// @throws IOException if there is no such pair in the files
  public static KeyMaterial read(Path certificates, Optional<Path> key, Optional<Secret> password)
      throws IOException {
    byte[] octets = octets(certificates);
    String name = name(certificates);
    if (Pkcs12.is(octets)) {
      KeyMaterial found = Pkcs12.read(name, octets, password);
      return key.isEmpty()
          ? found
          : material(key(key.get(), password), name(key.get()), found.chain(), name);
    }
    List<PemBlock> blocks = PemBlock.of(name, octets);
    List<X509Certificate> chain = PemCertificates.of(name, blocks);
    return key.isEmpty()
        ? material(PemKeys.only(name, blocks, password), name, chain, name)
        : material(key(key.get(), password), name(key.get()), chain, name);
  }

  /// Reads one PEM file with a key and its one certificate, of which somebody knows that they
  /// belong together; to see for oneself takes a tenth of a second where no code is compiled yet.
  ///
  /// @throws IOException if it has not one of each
  public static KeyMaterial readKnownPair(Path pem) throws IOException {
    String name = name(pem);
    List<PemBlock> blocks = PemBlock.of(name, octets(pem));
    return new KeyMaterial(
        PemKeys.only(name, blocks, Optional.empty()), PemCertificates.of(name, blocks));
  }

  /// Reads certificates alone, such as those of authorities, in the order of the file.
  ///
  /// @param pem one certificate or more
  /// @throws IOException if there is none, or one that nobody can read
  public static List<X509Certificate> certificates(Path pem) throws IOException {
    byte[] octets = octets(pem);
    String name = name(pem);
    if (Pkcs12.is(octets)) {
      throw new IOException(
          ("%s is PKCS#12, and certificates alone are read from PEM; convert it: openssl pkcs12"
                  + " -in %s -nokeys -out certificates.pem")
              .formatted(name, name));
    }
    return PemCertificates.of(name, PemBlock.of(name, octets));
  }

  private static PrivateKey key(Path file, Optional<Secret> password) throws IOException {
    byte[] octets = octets(file);
    String name = name(file);
    return Pkcs12.is(octets)
        ? Pkcs12.read(name, octets, password).key()
        : PemKeys.only(name, PemBlock.of(name, octets), password);
  }

  private static KeyMaterial material(
      PrivateKey key, String keyFile, List<X509Certificate> certificates, String chainFile)
      throws IOException {
    for (X509Certificate certificate : certificates) {
      if (KeyPairs.belong(key, certificate.getPublicKey())) {
        return new KeyMaterial(key, chain(certificate, certificates));
      }
    }
    throw new IOException(
        keyFile.equals(chainFile)
            ? ("the key in %s does not belong to its certificate; put the two together that were"
                    + " made for each other")
                .formatted(keyFile)
            : ("the key in %s does not belong to a certificate in %s; name the key that the"
                    + " certificate was made for")
                .formatted(keyFile, chainFile));
  }

  private static List<X509Certificate> chain(X509Certificate leaf, List<X509Certificate> others) {
    var left = new ArrayList<>(others);
    var chain = new ArrayList<X509Certificate>();
    Optional<X509Certificate> next = Optional.of(leaf);
    while (next.isPresent()) {
      X509Certificate last = next.get();
      chain.add(last);
      left.remove(last);
      next = left.stream().filter(one -> issued(one, last)).findFirst();
    }
    return chain;
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        && !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static byte[] octets(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(name(file) + " is a directory; name the file in it");
    }
    try (var in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new IOException(
            "%s has more than %d octets, which no certificate and no key has; name another file"
                .formatted(name(file), MAX_OCTETS));
      }
      return octets;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file %s; check its path".formatted(name(file)), e);
    } catch (AccessDeniedException e) {
      throw new IOException(
          "no right to read %s; change its permissions or its owner".formatted(name(file)), e);
    }
  }

  private static String name(Path file) {
    return WireText.printable(file.toString());
  }
}
