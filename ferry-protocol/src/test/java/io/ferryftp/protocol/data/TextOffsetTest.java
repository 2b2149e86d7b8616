package io.ferryftp.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Offsets are of what is transferred. A text is written with `>` for CR and `|` for LF.
final class TextOffsetTest {
  private static Optional<TextOffset> find(String text, long wire) throws IOException {
    return TextOffset.find(Channels.newChannel(new ByteArrayInputStream(octets(text))), wire);
  }

  private static byte[] octets(String text) {
    return text.replace('>', '\r').replace('|', '\n').getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "a|b|,0,0,0",
    "a|b|,1,1,0",
    "a|b|,2,1,1",
    "a|b|,3,2,0",
    "a|b|,6,4,0",
    "a>|b,1,1,0",
    "a>|b,2,2,1",
    "a>|b,3,3,0",
    "a>b,2,2,0",
    "a>,2,2,0",
    "'',0,0,0",
  })
  void offsetsLieInTheLocalText(String text, long wire, long local, int skipped)
      throws IOException {
    assertThat(find(text, wire)).contains(new TextOffset(local, skipped));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, Long.MAX_VALUE})
  void nothingIsBehindTheEnd(long wire) throws IOException {
    assertThat(find("a|b|", wire)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|b|c|", "||", ">|>|", ">>|>", "|>|a>b||>"})
  void whatFollowsIsTheRestOfTheWhole(String text) throws IOException {
    String whole = sent(octets(text), 0);
    for (int wire = 0; wire <= whole.length(); wire++) {
      TextOffset start = find(text, wire).orElseThrow();
      byte[] rest = octets(text.substring((int) start.local()));
      assertThat(sent(rest, start.skipped())).isEqualTo(whole.substring(wire));
    }
  }

  private static String sent(byte[] local, int skipped) {
    var out = ByteBuffer.allocate(2 * local.length);
    AsciiTransform.toWire().transform(ByteBuffer.wrap(local), out);
    String all = StandardCharsets.US_ASCII.decode(out.flip()).toString();
    return all.substring(skipped);
  }

  @Test
  void longTextsAreReadInChunks() throws IOException {
    assertThat(find("a|".repeat(100_000), 299_999)).contains(new TextOffset(199_999, 1));
  }
}
