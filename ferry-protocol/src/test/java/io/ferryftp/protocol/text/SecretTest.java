package io.ferryftp.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A secret compares exactly and never shows itself.
class SecretTest {
  @Test
  void neverPrintsItsText() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret.toString()).isEqualTo("***");
    assertThat("login with " + secret).doesNotContain("hunter2");
    assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
  }

  @Test
  void matchesOnlyTheSameText() {
    assertThat(Secret.of("päss").matches(Secret.of("päss"))).isTrue();
    assertThat(Secret.of("pass").matches(Secret.of("passs"))).isFalse();
    assertThat(Secret.of("").matches(Secret.of("x"))).isFalse();
  }

  @Test
  void differentOctetsThatAreNotUtf8AreDifferentPasswords() {
    Secret one = Secret.of(WireText.decode(new byte[] {(byte) 0xE4}));
    Secret other = Secret.of(WireText.decode(new byte[] {(byte) 0xF6}));

    assertThat(one.matches(other)).isFalse();
    assertThat(one.matches(Secret.of(WireText.decode(new byte[] {(byte) 0xE4})))).isTrue();
  }
}
