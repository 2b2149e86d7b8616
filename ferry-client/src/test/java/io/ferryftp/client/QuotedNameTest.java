package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The name in a 257 reply, as servers write it well and badly.
final class QuotedNameTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "\"/a\" is the current directory|/a",
        "\"/a \"\"b\"\" c\" created|/a \"b\" c",
        "\"\" is it|''",
        "\"/unclosed|/unclosed",
        "/bare is it|/bare",
        "/bare|/bare",
        "\"/ends in \"\"\"|/ends in \"",
      })
  void isFound(String text, String name) {
    assertThat(RemoteFacts.quoted(text)).isEqualTo(name);
  }
}
