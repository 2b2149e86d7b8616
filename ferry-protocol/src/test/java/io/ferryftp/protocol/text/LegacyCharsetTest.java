package io.ferryftp.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyCharsetTest {
  private static final HexFormat HEX = HexFormat.of();

  /// Octets that end lines, separate names, or stand second in a character of two.
  private static final int[] TRAILING = {
    0, '\n', '\r', ' ', '/', '0', '@', '\\', '~', 0x80, 0xA1, 0xBF, 0xFE, 0xFF
  };

  @ParameterizedTest(name = "{1} in {0} is {2}")
  @CsvSource({
    "windows-1252,Größe €.txt,4772f6df6520802e747874",
    "windows-1252,ÿ,ff",
    "ISO-8859-1,é,e9",
    "windows-1251,Привет,cff0e8e2e5f2",
    "GBK,文件夹,cec4bcfebcd0",
    "Shift_JIS,表,955c",
    "IBM850,ä,84"
  })
  void writesAndReadsTheSame(String name, String text, String octets) {
    LegacyCharset charset = LegacyCharset.named(name);

    assertThat(HEX.formatHex(charset.encode(text))).isEqualTo(octets);
    byte[] wire = HEX.parseHex(octets);
    assertThat(charset.decode(wire, 0, wire.length)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"日本", "\uD83D\uDEA2", "\uDCE9", "\uD800"})
  void whatTheSetLacksIsAQuestionMark(String text) {
    assertThat(LegacyCharset.WINDOWS_1252.encode("a" + text + "b\r\n"))
        .startsWith('a', '?')
        .endsWith('b', '\r', '\n');
    assertThat(new String(LegacyCharset.WINDOWS_1252.encode(text), StandardCharsets.US_ASCII))
        .matches("\\?+");
  }

  @Test
  void anOctetWithoutMeaningIsNoNameThatCouldBeMade() {
    byte[] wire = {'a', (byte) 0x81, 'b'};

    String text = LegacyCharset.WINDOWS_1252.decode(wire, 0, 3);

    assertThat(text).isEqualTo("a\uDCFFb");
    assertThat(WireText.isUnicode(text)).isFalse();
    assertThat(WireText.encode(text)).hasSize(3);
  }

  @Test
  void aTornCharacterAtTheEndIsNoneEither() {
    LegacyCharset gbk = LegacyCharset.named("GBK");

    assertThat(gbk.decode(new byte[] {'a', (byte) 0xCE}, 0, 2)).isEqualTo("a\uDCFF");
  }

  static Stream<Charset> charsets() {
    return Charset.availableCharsets().values().stream();
  }

  /// Whatever this machine knows is either refused, or never makes of a name anything but a name.
  @ParameterizedTest
  @MethodSource("charsets")
  void everySetIsRefusedOrHarmless(Charset charset) {
    LegacyCharset accepted;
    try {
      accepted = new LegacyCharset(charset);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(charset.name());
      return;
    }
    var bad = new ArrayList<String>();
    for (int first = 0; first < 256; first++) {
      for (int second : TRAILING) {
        byte[] wire = {(byte) first, (byte) second};
        String text = accepted.decode(wire, 0, 2);
        boolean begins = first >= 0x80 || text.charAt(0) == first;
        boolean controls = isControl(first) || isControl(second);
        boolean makesControl = false;
        for (byte octet : accepted.encode(text)) {
          makesControl |= isControl(octet);
        }
        if (!begins || (makesControl && !controls)) {
          bad.add(HEX.formatHex(wire));
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  private static boolean isControl(int octet) {
    return octet == '\r' || octet == '\n' || octet == 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-16", "UTF-16LE", "UTF-32", "IBM1047", "IBM500", "ISO-2022-JP", "ISO-2022-KR"})
  void aSetThatIsNotCompatibleWithAsciiIsRefused(String name) {
    assertThatThrownBy(() -> LegacyCharset.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void theStandardSetWouldPassTheTestThatItIsSpared() {
    assertThat(LegacyCharset.flaw(LegacyCharset.WINDOWS_1252.charset())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-set", "", "a b", "x\u001b[2J"})
  void anUnknownNameIsRefused(String name) {
    assertThatThrownBy(() -> LegacyCharset.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\u001b");
  }
}
