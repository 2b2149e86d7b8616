package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.text.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A key and its certificates in one file of PKCS#12 (RFC 7292), as browsers, `keytool` and
/// `openssl pkcs12` write it.
final class Pkcs12 {
  private static final int VERSION = 3;

  private Pkcs12() {}

  /// Whether this is PKCS#12 by its first octets.
  static boolean is(byte[] octets) {
    return Der.beginsWithInteger(octets, VERSION);
  }

  /// The one entry that has a key.
  ///
  /// @param file its name, for failures
  static KeyMaterial read(String file, byte[] octets, Optional<Secret> password)
      throws IOException {
    char[] word = password.map(Secret::reveal).orElse("").toCharArray();
    KeyStore store = open(file, octets, password, word);
    try {
      List<String> keys = keys(store);
      if (keys.size() != 1) {
        throw new IOException(
            keys.isEmpty()
                ? file + " has no private key; put the key and its certificate into it"
                : "%s has %d private keys; leave the one that belongs to the certificate"
                    .formatted(file, keys.size()));
      }
      if (!(store.getKey(keys.getFirst(), word) instanceof PrivateKey key)) {
        throw new IOException(file + " has a secret key instead of a private one; name another");
      }
      List<X509Certificate> chain = chain(store.getCertificateChain(keys.getFirst()));
      if (chain.isEmpty() || !KeyPairs.belong(key, chain.getFirst().getPublicKey())) {
        throw new IOException(
            ("the key in %s does not belong to its certificate; put the two together that were"
                    + " made for each other")
                .formatted(file));
      }
      return new KeyMaterial(key, chain);
    } catch (UnrecoverableKeyException _) {
      throw new IOException(
          "the key in %s has another password than the file; give both the same".formatted(file));
    } catch (GeneralSecurityException e) {
      throw damaged(file, e);
    }
  }

  private static KeyStore open(String file, byte[] octets, Optional<Secret> password, char[] word)
      throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(octets), word);
      return store;
    } catch (GeneralSecurityException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      if (!(e.getCause() instanceof UnrecoverableKeyException)) {
        throw damaged(file, e);
      }
      throw password.isEmpty()
          ? new PasswordMissingException("%s is encrypted; give the password".formatted(file))
          : new IOException("the password does not open %s; correct the password".formatted(file));
    }
  }

  private static List<String> keys(KeyStore store) throws GeneralSecurityException {
    var keys = new ArrayList<String>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    return keys;
  }

  private static List<X509Certificate> chain(Certificate[] given) {
    return Arrays.stream(Optional.ofNullable(given).orElseGet(() -> new Certificate[0]))
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .toList();
  }

  private static IOException damaged(String file, Exception cause) {
    return new IOException("%s is damaged; copy the file again, whole".formatted(file), cause);
  }
}
