package io.ferryftp.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {
  @Test
  void everySequenceOfTwoOctetsComesBack() {
    for (int i = 0; i < 0x10000; i++) {
      assertRoundTrip((byte) (i >> 8), (byte) i);
    }
  }

  @Test
  void everyRandomSequenceComesBack() {
    Random random = Seed.random(WireTextTest.class);
    byte[] tricky = {
      'a',
      '/',
      (byte) 0x80,
      (byte) 0xBF,
      (byte) 0xC0,
      (byte) 0xAF,
      (byte) 0xC3,
      (byte) 0xA9,
      (byte) 0xE2,
      (byte) 0x82,
      (byte) 0xAC,
      (byte) 0xED,
      (byte) 0xA0,
      (byte) 0xF0,
      (byte) 0x9F,
      (byte) 0x98,
      (byte) 0xF4,
      (byte) 0x90,
      (byte) 0xFF
    };
    for (int i = 0; i < 300_000; i++) {
      assertRoundTrip(Seed.octets(random, tricky, 12));
      var octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      assertRoundTrip(octets);
    }
  }

  @Test
  void validUtf8IsItsCharactersAndTheRestIsEscaped() {
    assertThat(decode(0xC3, 0xA9)).isEqualTo("é");
    assertThat(decode(0xF0, 0x9F, 0x98, 0x80)).isEqualTo("😀");
    assertThat(decode(0xE9)).isEqualTo("\uDCE9");
    assertThat(decode(0xC0, 0xAF)).isEqualTo("\uDCC0\uDCAF");
    assertThat(decode(0xED, 0xA0, 0x80)).isEqualTo("\uDCED\uDCA0\uDC80");
    assertThat(decode(0xC3, '(')).isEqualTo("\uDCC3(");
    assertThat(decode(0xF4, 0x90, 0x80, 0x80)).doesNotContain("\uFFFD").hasSize(4);
    assertThat(WireText.isUnicode("é😀")).isTrue();
    assertThat(WireText.isUnicode("\uDCE9")).isFalse();
    assertThat(WireText.isUnicode("\uD83D")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "a\uDC00", "\uDC7F", "\uDD00", "\uDFFF\uD800"})
  void aTextThatNeverCameFromOctetsHasNone(String text) {
    assertThatThrownBy(() -> WireText.encode(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void escapesCannotSmuggleUtf8() {
    assertThatThrownBy(() -> WireText.encode("\uDCC3\uDCA9"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printableTextIsOneHarmlessLine() {
    assertThat(WireText.printable("a\nb\u001b\u202E\uDCFF\u2028é😀"))
        .isEqualTo("a\\x0Ab\\x1B\\u202E\\xFF\\u2028é😀");
    assertThat(WireText.hasControl("a\u0085")).isTrue();
    assertThat(WireText.hasControl("aé")).isFalse();
  }

  @Test
  void aSecretDoesNotPrint() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret).hasToString("***").isEqualTo(Secret.of("hunter2"));
    assertThat(secret).isNotEqualTo(Secret.of("hunter3")).hasSameHashCodeAs(Secret.of("x"));
    assertThat(secret.matches(Secret.of("hunter2"))).isTrue();
    assertThat(secret.isEmpty()).isFalse();
    assertThat(Secret.of("").isEmpty()).isTrue();
  }

  private static String decode(int... octets) {
    var bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return WireText.decode(bytes);
  }

  private static void assertRoundTrip(byte... octets) {
    String text = WireText.decode(octets);
    assertThat(WireText.encode(text)).isEqualTo(octets);
    assertThat(WireText.isUnicode(text))
        .isEqualTo(new String(octets, StandardCharsets.UTF_8).equals(text));
  }
}
