package io.ferryftp.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTransformTest {
  private static final byte[] ALPHABET = "ab\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "a,a",
    "a|,a>|",
    "a>|,a>|",
    "a>b,a>b",
    "|,>|",
    "||,>|>|",
    ">,>",
    ">>|,>>|",
    "|>,>|>",
    ">||,>|>|",
    "a|b,a>|b",
  })
  void toTheWireEveryLfHasACr(String local, String wire) {
    assertThat(shown(once(AsciiTransform.toWire(), octets(local)))).isEqualTo(wire);
  }

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "a,a",
    "a>|,a|",
    "a|,a|",
    "a>b,a>b",
    ">|,|",
    ">|>|,||",
    ">,>",
    ">>|,>|",
    ">|>,|>",
    ">>,>>",
    "a|>|b,a||b",
  })
  void fromTheWireCrLfIsLf(String wire, String local) {
    assertThat(shown(once(AsciiTransform.fromWire(), octets(wire)))).isEqualTo(local);
  }

  @Test
  void anyChunkingEqualsTheReference() {
    Random random = Seed.random(AsciiTransformTest.class);
    for (int i = 0; i < 50_000; i++) {
      byte[] text = Seed.octets(random, ALPHABET, 20);
      assertThat(chunked(AsciiTransform.toWire(), text, random)).isEqualTo(toWire(text));
      assertThat(chunked(AsciiTransform.fromWire(), text, random)).isEqualTo(fromWire(text));
    }
  }

  @Test
  void aTextWithLfComesBackAsItWas() {
    Random random = Seed.random(AsciiTransformTest.class);
    for (int i = 0; i < 50_000; i++) {
      byte[] text = Seed.octets(random, "ab\n\n".getBytes(StandardCharsets.US_ASCII), 20);
      byte[] wire = chunked(AsciiTransform.toWire(), text, random);
      assertThat(chunked(AsciiTransform.fromWire(), wire, random)).isEqualTo(text);
    }
  }

  @Test
  void theLengthOnTheWireIsKnownWithoutSending() throws Exception {
    Random random = Seed.random(AsciiTransformTest.class);
    for (int i = 0; i < 10_000; i++) {
      byte[] text = Seed.octets(random, ALPHABET, 20);
      var counter = new AsciiTransform.WireLength();
      int cut = random.nextInt(text.length + 1);
      counter.count(ByteBuffer.wrap(text, 0, cut));
      counter.count(ByteBuffer.wrap(text, cut, text.length - cut));
      assertThat(counter.octets()).isEqualTo(toWire(text).length);
    }
    byte[] large = "line\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    var channel = Channels.newChannel(new ByteArrayInputStream(large));
    assertThat(AsciiTransform.wireLength(channel)).isEqualTo(600_000);
  }

  @Test
  void aHeldCrNeedsRoom() {
    AsciiTransform transform = AsciiTransform.fromWire();
    transform.transform(ByteBuffer.wrap(new byte[] {'\r'}), ByteBuffer.allocate(1));

    assertThatThrownBy(() -> transform.finish(ByteBuffer.allocate(0)))
        .isInstanceOf(BufferOverflowException.class);
    var out = ByteBuffer.allocate(1);
    transform.finish(out);
    assertThat(out.get(0)).isEqualTo((byte) '\r');
  }

  private static byte[] once(AsciiTransform transform, byte[] text) {
    var out = ByteBuffer.allocateDirect(2 * text.length + 1);
    var in = ByteBuffer.wrap(text);
    transform.transform(in, out);
    assertThat(in.hasRemaining()).isFalse();
    transform.finish(out);
    return taken(out);
  }

  private static byte[] chunked(AsciiTransform transform, byte[] text, Random random) {
    var all = new ByteArrayOutputStream();
    for (int start = 0; start < text.length; ) {
      int end = Math.min(text.length, start + 1 + random.nextInt(4));
      var in = ByteBuffer.wrap(text, start, end - start);
      while (in.hasRemaining()) {
        var out = ByteBuffer.allocate(1 + random.nextInt(4));
        transform.transform(in, out);
        assertThat(in.hasRemaining() && out.hasRemaining()).isFalse();
        all.writeBytes(taken(out));
      }
      start = end;
    }
    var out = ByteBuffer.allocate(1);
    transform.finish(out);
    all.writeBytes(taken(out));
    return all.toByteArray();
  }

  private static byte[] taken(ByteBuffer out) {
    var octets = new byte[out.flip().remaining()];
    out.get(octets);
    return octets;
  }

  private static byte[] toWire(byte[] text) {
    return latin1(string(text).replaceAll("(?<!\r)\n", "\r\n"));
  }

  private static byte[] fromWire(byte[] text) {
    return latin1(string(text).replace("\r\n", "\n"));
  }

  /// `>` is CR and `|` is LF, so that a table can be read.
  private static byte[] octets(String shown) {
    return latin1(shown.replace('>', '\r').replace('|', '\n'));
  }

  private static String shown(byte[] octets) {
    return string(octets).replace('\r', '>').replace('\n', '|');
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String string(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
