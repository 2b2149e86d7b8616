package io.ferryftp.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ferryftp.protocol.text.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of a password.
class PasswordHashTest {
  /// From RFC 7914 §11 (two blocks there, of which this is the first), and from another program.
  @ParameterizedTest
  @CsvSource({
    "passwd, 1, c2FsdA, VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
    "pässwort, 1000, AAECAwQFBgcICQoLDA0ODw, Sxw9FElEGsZqjiw0VjBWrsF1Y10VlNa/GvOZkPRfRdw",
  })
  void hashesOfOthersAreRead(String password, int rounds, String salt, String digest) {
    Secret text = Secret.of(PasswordHash.PREFIX + rounds + "$" + salt + "$" + digest);
    PasswordHash hash = PasswordHash.parse(text).orElseThrow();
    assertThat(hash.fits(Secret.of(password))).isTrue();
    assertThat(hash.fits(Secret.of(password + "x"))).isFalse();
    assertThat(hash.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pa:ss", "ß 日本", "\uDCFC"})
  void textAndHashAreInverse(String password) {
    PasswordHash made = PasswordHash.of(Secret.of(password), 3);
    PasswordHash read = PasswordHash.parse(made.text()).orElseThrow();
    assertThat(read.fits(Secret.of(password))).isTrue();
    assertThat(read.fits(Secret.of(password + "?"))).isFalse();
    assertThat(read.fits(Secret.of("\uDCFD"))).isFalse();
    assertThat(PasswordHash.of(Secret.of(password), 3).text()).isNotEqualTo(made.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$pbkdf2-sha256$",
        "$pbkdf2-sha256$0$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
        "$pbkdf2-sha256$10000001$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
        "$pbkdf2-sha256$99999999999$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
        "$pbkdf2-sha256$1$c2FsdA$VawEblaRJ2yF7PuydBaR6bagIiTiNCY5FPi8w6cg",
        "$pbkdf2-sha256$1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw$more",
        "$pbkdf2-sha256$1$c$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
        "$pbkdf2-sha1$1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
        "password",
      })
  void otherTextsAreNone(String text) {
    assertThat(PasswordHash.parse(Secret.of(text))).isEmpty();
  }

  @Test
  void aHashPrintsNeitherSaltNorDigest() {
    PasswordHash hash = PasswordHash.of(Secret.of("hunter2"), 7);
    assertThat(hash).hasToString("$pbkdf2-sha256$7$***");
    assertThat(new KnownPassword.Hashed(hash).toString()).endsWith("$7$***]");
  }

  @Test
  void nobodysHashFitsNothing() {
    PasswordHash nobody = PasswordHash.ofNobody(2);
    assertThat(nobody.fits(Secret.of(""))).isFalse();
    assertThat(nobody.rounds()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, PasswordHash.MOST_ROUNDS + 1})
  void roundsHaveBounds(int rounds) {
    assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.of(Secret.of("x"), rounds));
  }
}
