package io.ferryftp.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as OpenSSL writes them; `make.sh` beside them made them.
class KeyFilesTest {
  private static final Secret PASSWORD = Secret.of("geheim");
  private static final Path DIRECTORY = directory();

  @ParameterizedTest
  @CsvSource({
    "chain.pem, ec.key, 3",
    "chain.pem, ec-encrypted.key, 3",
    "chain.pem, ec-3des.key, 3",
    "chain.pem, ec-sec1.key, 3",
    "chain.pem, ec.p12, 3",
    "shuffled.pem, ec.key, 3",
    "together.pem, , 2",
    "ec.pem, ec.key, 1",
    "ec.p12, , 3",
    "ec.p12, ec.key, 3",
    "legacy.p12, , 3",
    "open.p12, , 3",
  })
  void everyFormOfTheSameKey(String certificates, String key, int length) throws IOException {
    boolean open = certificates.equals("open.p12");
    KeyMaterial read =
        KeyFiles.read(
            file(certificates),
            Optional.ofNullable(key).map(KeyFilesTest::file),
            open ? Optional.empty() : Optional.of(PASSWORD));
    assertThat(read.certificate()).isEqualTo(leaf());
    assertThat(read.chain()).hasSize(length);
    for (int i = 1; i < length; i++) {
      assertThat(read.chain().get(i).getSubjectX500Principal())
          .isEqualTo(read.chain().get(i - 1).getIssuerX500Principal());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.pem, rsa.key, RSA",
    "rsa.pem, rsa-pkcs1.key, RSA",
    "ed25519.pem, ed25519.key, EdDSA",
    "shuffled.pem, rsa.key, RSA",
  })
  void everyKindOfKey(String certificates, String key, String algorithm) throws IOException {
    KeyMaterial read = KeyFiles.read(file(certificates), Optional.of(file(key)), Optional.empty());
    assertThat(read.key().getAlgorithm()).isEqualTo(algorithm);
    assertThat(read.certificate().getPublicKey().getAlgorithm()).isEqualTo(algorithm);
    assertThat(read.chain()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ec.pem        |                 | ec.pem has no private key; name the file with the key",
        "ec.key        |                 | ec.key has no certificate; name the file with the line",
        "ec.pem        | chain.pem       | chain.pem has no private key",
        "ec.pem        | rsa.key         | rsa.key does not belong to a certificate in",
        "middle.pem    | ec.key          | ec.key does not belong to a certificate in",
        "mismatch.pem  |                 | mismatch.pem does not belong to its certificate",
        "two-keys.pem  |                 | two-keys.pem has 2 private keys; leave the one",
        "two-keys.p12  |                 | two-keys.p12 has 2 private keys; leave the one",
        "no-key.p12    |                 | no-key.p12 has no private key; put the key",
        "truncated.pem | ec.key          | truncated.pem has a block CERTIFICATE that does not end",
        "damaged.pem   | ec.key          | damaged.pem has a block CERTIFICATE that is damaged",
        "short.pem     | ec.key          | short.pem has a certificate that is damaged",
        "ec.der        | ec.key          | ec.der is DER, and PEM is needed; convert it: openssl",
        "ec.pem        | ec-key.der      | ec-key.der is DER, and PEM is needed; convert it",
        "ec.pem        | ec-old.key      | ec-old.key has a key that is encrypted in the manner",
        "ec.pem        | ec-scrypt.key   | ec-scrypt.key is damaged, or encrypted in a way",
        "none.pem      |                 | none.pem; check its path",
        "ec.pem        | none.key        | none.key; check its path",
        ".             |                 | is a directory; name the file in it",
        "make.sh       |                 | make.sh has no certificate",
      })
  void aMistakeIsOneSentenceThatNamesTheFile(String certificates, String key, String said) {
    assertThatThrownBy(() ->
            KeyFiles.read(
                file(certificates),
                Optional.ofNullable(key).map(KeyFilesTest::file),
                Optional.of(PASSWORD)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(said)
        .hasMessageNotContaining("geheim")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec-encrypted.key", "ec-3des.key", "ec.p12"})
  void withoutItsPasswordNothingOpens(String key) {
    assertThatThrownBy(() -> read(key, Optional.empty()))
        .isInstanceOf(PasswordMissingException.class)
        .hasMessageContaining(key)
        .hasMessageEndingWith("is encrypted; give the password");
    assertThatThrownBy(() -> read(key, Optional.of(Secret.of("falsch"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the password does not open ")
        .hasMessageContaining(key)
        .hasMessageNotContaining("falsch");
  }

  @Test
  void aDamagedKeyIsNotQuoted(@TempDir Path scratch) throws IOException {
    String whole = Files.readString(file("ec.key"));
    Path damaged = scratch.resolve("damaged.key");
    for (String part : List.of(whole.replace("M", "!"), whole.replace("MIGH", "MIGI"))) {
      Files.writeString(damaged, part);
      assertThatThrownBy(
              () -> KeyFiles.read(file("ec.pem"), Optional.of(damaged), Optional.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged.key")
          .satisfies(e -> assertThat(trace(e)).noneMatch(text -> text.contains("!")));
    }
  }

  @Test
  void octetsThatAreCutOrChangedNeverEscapeAsAnotherFault(@TempDir Path scratch)
      throws IOException {
    Path damaged = scratch.resolve("damaged");
    for (String name : List.of("ec.p12", "ec-sec1.key", "ec-encrypted.key", "together.pem")) {
      byte[] whole = Files.readAllBytes(file(name));
      for (int i = 0; i < whole.length; i += 7) {
        Files.write(damaged, Arrays.copyOf(whole, i));
        fails(damaged);
        byte[] changed = whole.clone();
        changed[i] ^= 0x20;
        Files.write(damaged, changed);
        fails(damaged);
      }
    }
  }

  /// Either it is read all the same, or it fails as promised.
  private static void fails(Path key) {
    try {
      assertThat(KeyFiles.read(file("chain.pem"), Optional.of(key), Optional.of(PASSWORD)).key())
          .isNotNull();
    } catch (IOException e) {
      assertThat(e.getMessage()).containsAnyOf("damaged", "chain.pem");
    }
  }

  @Test
  void aFileBeyondTheLimitIsNotRead(@TempDir Path scratch) throws IOException {
    Path large = scratch.resolve("large.pem");
    String text = Files.readString(file("together.pem"));
    Files.writeString(large, " ".repeat(KeyFiles.MAX_OCTETS - text.length()) + "\n" + text);
    assertThatThrownBy(() -> KeyFiles.read(large, Optional.empty(), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has more than 1048576 octets");
    Files.writeString(large, " ".repeat(KeyFiles.MAX_OCTETS - text.length() - 1) + "\n" + text);
    assertThat(KeyFiles.read(large, Optional.empty(), Optional.empty()).certificate())
        .isEqualTo(leaf());
  }

  @Test
  void windowsLineEndsAndBlanksAreRead(@TempDir Path scratch) throws IOException {
    Path windows = scratch.resolve("windows.pem");
    String text = Files.readString(file("together.pem"), StandardCharsets.ISO_8859_1);
    Files.writeString(windows, text.replace("\n", " \r\n"), StandardCharsets.ISO_8859_1);
    assertThat(KeyFiles.read(windows, Optional.empty(), Optional.empty()).certificate())
        .isEqualTo(leaf());
  }

  @Test
  void authoritiesAreReadInTheirOrder() throws IOException {
    assertThat(KeyFiles.certificates(file("shuffled.pem")))
        .extracting(c -> c.getSubjectX500Principal().getName())
        .containsExactly(
            "CN=Ferry test root",
            "CN=Ferry test middle",
            "CN=rsa.example.org",
            "CN=ftp.example.org");
    assertThatThrownBy(() -> KeyFiles.certificates(file("ec.p12")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("certificates alone are read from PEM; convert it: openssl pkcs12");
    assertThatThrownBy(() -> KeyFiles.certificates(file("ec.key")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ec.key has no certificate");
  }

  private static KeyMaterial read(String key, Optional<Secret> password) throws IOException {
    return KeyFiles.read(file("chain.pem"), Optional.of(file(key)), password);
  }

  private static X509Certificate leaf() throws IOException {
    return KeyFiles.certificates(file("ec.pem")).getFirst();
  }

  private static List<String> trace(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(String::valueOf)
        .toList();
  }

  private static Path file(String name) {
    return DIRECTORY.resolve(name);
  }

  private static Path directory() {
    try {
      return Path.of(Objects.requireNonNull(KeyFilesTest.class.getResource("/keys")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
