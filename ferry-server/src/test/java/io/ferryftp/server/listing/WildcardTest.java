package io.ferryftp.server.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.text.WireText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, a, true",
    "*, grüße, true",
    "?, '', false",
    "?, a, true",
    "?, ü, true",
    "?, 😀, true",
    "??, 😀, false",
    "?, ab, false",
    "*.txt, a.txt, true",
    "*.txt, .txt, true",
    "*.txt, a.txt.gz, false",
    "*.txt, a.TXT, false",
    "a*, a, true",
    "a*, ba, false",
    "a*b*c, abc, true",
    "a*b*c, axxbxxc, true",
    "a*b*c, axxcxxb, false",
    "a**b, ab, true",
    "a*?b, ab, false",
    "a?*b, axb, true",
    "*ab*ab, abab, true",
    "*ab*ab, aab, false",
    "*aab, aaab, true",
    "日?*.pdf, 日本語.pdf, true",
    "[ab], a, false",
    "[ab], [ab], true",
    "'{a,b}', a, false",
    "*.*, a, false",
    ".*, .profile, true",
    "abc, abc, true",
    "'', '', true",
    "'', a, false",
  })
  void matches(String pattern, String name, boolean expected) {
    assertThat(new Wildcard(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void countsAnOctetThatIsNotUtf8AsOneCharacter() {
    String name = WireText.decode(new byte[] {'a', (byte) 0xE9, 'b'});
    assertThat(new Wildcard("a?b").matches(name)).isTrue();
    assertThat(new Wildcard("a*b").matches(name)).isTrue();
    assertThat(new Wildcard(name).matches(name)).isTrue();
    assertThat(new Wildcard("a??b").matches(name)).isFalse();
  }

  @Test
  void agreesWithTheDefinition() {
    var random = new Random(4711);
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab?*", 8);
      String name = text(random, "ab", 10);
      assertThat(new Wildcard(pattern).matches(name))
          .as("%s on %s", pattern, name)
          .isEqualTo(definition(pattern, name));
    }
  }

  @Test
  void carriesMatchesOverTheEndOfAWord() {
    for (int length = 62; length <= 130; length++) {
      String name = "x".repeat(length);
      assertThat(new Wildcard(name).matches(name)).isTrue();
      assertThat(new Wildcard("?".repeat(length)).matches(name)).isTrue();
      assertThat(new Wildcard("*" + name).matches("y" + name)).isTrue();
      assertThat(new Wildcard(name + "*z").matches(name + "yz")).isTrue();
      assertThat(new Wildcard(name + "y").matches(name + "z")).isFalse();
      assertThat(new Wildcard("x*" + name).matches(name)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"*a*a*a*a*b, 1", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b, 1"})
  void looksAtEachCharacterOnce(String pattern, int words) {
    var wildcard = new Wildcard(pattern);
    var name = new Counted("a".repeat(100_000));

    assertThat(wildcard.matches(name)).isFalse();

    assertThat(wildcard.words()).as("steps for one character").isEqualTo(words);
    assertThat(name.reads).as("characters read").isLessThanOrEqualTo(2 * 100_000);
  }

  @Test
  void costsNoMoreThanTheNameIsLongHoweverLongThePattern() {
    var wildcard = new Wildcard("*a".repeat(2000) + "b");
    var name = new Counted("a".repeat(255));
    assertThat(wildcard.matches(name)).isFalse();
    assertThat(name.reads).isZero();
  }

  private static String text(Random random, String alphabet, int maxLength) {
    var text = new StringBuilder();
    for (int length = random.nextInt(maxLength + 1); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean definition(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return definition(rest, name) || (!name.isEmpty() && definition(pattern, name.substring(1)));
    }
    return !name.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == name.charAt(0))
        && definition(rest, name.substring(1));
  }

  /// A text that counts how often it is looked at.
  private static final class Counted implements CharSequence {
    private final String text;
    private int reads;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new AssertionError("a part is a second look");
    }
  }
}
