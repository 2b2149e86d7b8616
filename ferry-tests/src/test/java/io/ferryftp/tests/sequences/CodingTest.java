package io.ferryftp.tests.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The test's own modes and structures, before they are held against the server's.
final class CodingTest {
  @ParameterizedTest
  @CsvSource({"A,F,S", "A,R,S", "I,F,B", "A,R,B", "E,R,B", "I,F,C", "A,R,C", "I,F,Z"})
  void whatIsCodedComesBack(String type, String structure, String mode) {
    var coding = new Coding(type, structure, mode);
    String end = type.equals("E") ? "\u0015" : "\n";
    String text = "one" + end + end + "\u00ff" + "t".repeat(70_000) + end;
    assertThat(coding.decoded(coding.encoded(text))).isEqualTo(text);
    assertThat(coding.decoded(coding.encoded(""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "F,B,000003616263400000,abc",
    "R,S,6162ff01ff02,ab~",
    "R,S,6162ff03,ab~",
    "F,C,0261628378c30040c0,abxxx",
    "R,C,00800261620040c0,ab~"
  })
  void theExamplesOfTheRfcAreRead(String structure, String mode, String octets, String text) {
    byte[] wire = java.util.HexFormat.of().parseHex(octets);
    String read = new Coding("A", structure, mode).decoded(wire).replace('\n', '~').stripTrailing();
    assertThat(read).isEqualTo(text);
  }
}
