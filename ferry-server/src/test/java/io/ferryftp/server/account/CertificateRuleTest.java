package io.ferryftp.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRuleTest {
  private final CertificateRule.CommonName anna = new CertificateRule.CommonName("anna");

  @ParameterizedTest
  @ValueSource(strings = {"CN=anna", "cn=anna", "CN=anna,OU=crew,O=Ferry", "O=Ferry,CN=anna"})
  void theOneCommonNameFits(String subject) {
    assertThat(anna.fits(new X500Principal(subject))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=Anna",
        "CN=anna2",
        "CN=\\ anna",
        "CN=anna\\00",
        "CN=anna\\00.example.com",
        "CN=\"anna,CN=ben\"",
        "CN=ben,CN=anna",
        "CN=anna,CN=anna",
        "CN=anna+OU=crew",
        "OU=anna",
        "O=x\\, CN=anna",
        ""
      })
  void nothingElseDoes(String subject) {
    assertThat(anna.fits(new X500Principal(subject))).isFalse();
  }

  @Test
  void blankNamesAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CertificateRule.CommonName(" "));
  }
}
