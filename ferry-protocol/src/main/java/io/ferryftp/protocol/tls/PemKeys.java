package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The private key among the blocks of a PEM file.
final class PemKeys {
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";

  /// The kinds of key that TLS knows.
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private PemKeys() {}

  /// The one key of a file.
  static PrivateKey only(String file, List<PemBlock> blocks, Optional<Secret> password)
      throws IOException {
    List<PemBlock> keys =
        blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.isEmpty()) {
      throw new IOException(
          "%s has no private key; name the file with the key too".formatted(file));
    }
    if (keys.size() > 1) {
      throw new IOException(
          "%s has %d private keys; leave the one that belongs to the certificate"
              .formatted(file, keys.size()));
    }
    PemBlock block = keys.getFirst();
    if (!block.headers().isEmpty()) {
      throw new IOException(
          ("%s has a key that is encrypted in the manner of old; convert it: openssl pkcs8 -topk8"
                  + " -in %s -out key.pem")
              .formatted(file, file));
    }
    return switch (block.label()) {
      case PKCS8 -> key(file, block.octets());
      case ENCRYPTED -> decrypted(file, block.octets(), password);
      case PKCS1 -> key(file, Der.pkcs8OfPkcs1(block.octets()));
      case SEC1 -> key(file, pkcs8OfSec1(file, block.octets()));
      default ->
          throw new IOException(
              ("%s has a key of a kind that Ferry cannot read; convert it: openssl pkcs8 -topk8"
                      + " -nocrypt -in %s -out key.pem")
                  .formatted(file, file));
    };
  }

  private static byte[] pkcs8OfSec1(String file, byte[] octets) throws IOException {
    try {
      return Der.pkcs8OfSec1(octets);
    } catch (IllegalArgumentException _) {
      throw damaged(file);
    }
  }

  private static PrivateKey decrypted(String file, byte[] octets, Optional<Secret> password)
      throws IOException {
    if (password.isEmpty()) {
      throw new PasswordMissingException(
          "the key in %s is encrypted; give the password".formatted(file));
    }
    try {
      var encrypted = encrypted(file, octets);
      var spec = new PBEKeySpec(password.get().reveal().toCharArray());
      var secret = SecretKeyFactory.getInstance(encrypted.getAlgName()).generateSecret(spec);
      return key(file, encrypted.getKeySpec(secret).getEncoded());
    } catch (InvalidKeySpecException _) {
      throw new IOException(
          ("the password of the key in %s has letters beyond ASCII, with which only PKCS#12 can be"
                  + " read; convert the key to PKCS#12 or give it another password")
              .formatted(file));
    } catch (InvalidKeyException _) {
      throw new IOException(
          "the password does not open the key in %s; correct the password".formatted(file));
    } catch (NoSuchAlgorithmException e) {
      throw unknownEncryption(file, e);
    }
  }

  private static EncryptedPrivateKeyInfo encrypted(String file, byte[] octets) throws IOException {
    try {
      return new EncryptedPrivateKeyInfo(octets);
    } catch (IOException e) {
      throw unknownEncryption(file, e);
    }
  }

  private static IOException unknownEncryption(String file, Exception cause) {
    return new IOException(
        ("the key in %s is damaged, or encrypted in a way that Java does not know; encrypt it"
                + " anew: openssl pkcs8 -topk8 -v2 aes256 -in %s -out key.pem")
            .formatted(file, file),
        cause);
  }

  private static PrivateKey key(String file, byte[] pkcs8) throws IOException {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, new PKCS8EncodedKeySpec(pkcs8)).stream())
        .findFirst()
        .orElseThrow(() -> damaged(file));
  }

  /// Each kind of key is read by its own factory alone; what fails is not of this kind.
  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException _) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no keys of " + algorithm, e);
    }
  }

  private static IOException damaged(String file) {
    return new IOException(
        ("the key in %s is damaged, or of a kind that TLS does not know; RSA, ECDSA and Ed25519"
                + " keys serve")
            .formatted(file));
  }
}
