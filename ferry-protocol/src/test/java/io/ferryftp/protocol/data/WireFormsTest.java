package io.ferryftp.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.data.CompressedMode.Filler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The very octets that RFC 959 §3.4 asks for, and what a peer may send beside them.
class WireFormsTest {
  @Test
  void ebcdicIsCodePage1047() throws IOException {
    var octets = new byte[256];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);

    assertThat(Coder.whole(EbcdicTransform.toWire(), octets))
        .isEqualTo(text.getBytes(Charset.forName("IBM1047")));
    assertThat(Coder.whole(EbcdicTransform.toWire(), octets("Ab1 \n")))
        .isEqualTo(Coder.hex("C1 82 F1 40 15"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', FF 02",
    "61 0A, 61 FF 01 FF 02",
    "61 0A 62, 61 FF 01 62 FF 03",
    "0A 0A, FF 01 FF 01 FF 02",
    "FF 0A, FF FF FF 01 FF 02",
    "61 FF, 61 FF FF FF 03",
  })
  void recordsInAStream(String text, String wire) throws IOException {
    assertThat(Coder.hex(Coder.whole(RecordStream.toWire(RecordEnd.LINE_FEED), Coder.hex(text))))
        .isEqualToIgnoringCase(wire);
  }

  @ParameterizedTest
  @CsvSource({
    "61 62 FF 01 63 FF 03, 61 62 0A 63 0A",
    "61 62 FF 01 63 FF 02, 61 62 0A 63",
    "61 0A 62 FF 01 FF 02, 61 0A 62 0A",
    "FF 02 61 62, ''",
  })
  void recordsFromAStream(String wire, String text) throws IOException {
    assertThat(Coder.hex(Coder.whole(RecordStream.fromWire(RecordEnd.LINE_FEED), Coder.hex(wire))))
        .isEqualToIgnoringCase(text);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, '', 40 00 00",
    "NONE, 61 0A 62, 00 00 03 61 0A 62 40 00 00",
    "LINE_FEED, 61 0A 62, 80 00 01 61 00 00 01 62 C0 00 00",
    "LINE_FEED, 61 0A 0A, 80 00 01 61 80 00 00 40 00 00",
  })
  void blocks(RecordEnd end, String text, String wire) throws IOException {
    assertThat(Coder.hex(Coder.whole(BlockMode.toWire(end), Coder.hex(text))))
        .isEqualToIgnoringCase(wire);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 40 00 02 61 62, 61 62",
    "NONE, 80 00 01 61 40 00 00, 61",
    "LINE_FEED, C0 00 01 61, 61 0A",
    "LINE_FEED, 80 00 00 80 00 01 62 40 00 00, 0A 62 0A",
    "NONE, 20 00 01 61 40 00 00, 61",
    "NONE, 10 00 02 78 79 00 00 01 61 10 00 00 40 00 00, 61",
  })
  void blocksOfPeers(RecordEnd end, String wire, String text) throws IOException {
    assertThat(Coder.hex(Coder.whole(BlockMode.fromWire(end), Coder.hex(wire))))
        .isEqualToIgnoringCase(text);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, '', 00 40 C0",
    "NONE, 61 62, 02 61 62 00 40 C0",
    "NONE, 61 61 61 61, 84 61 00 40 C0",
    "NONE, 61 20 20 62, 01 61 C2 01 62 00 40 C0",
    "NONE, 61 20 62, 03 61 20 62 00 40 C0",
    "LINE_FEED, 61 0A 62, 01 61 00 80 C0 01 62 00 C0 C0",
    "LINE_FEED, 0A 0A, 00 80 C0 00 80 C0 00 40 C0",
  })
  void compressed(RecordEnd end, String text, String wire) throws IOException {
    var transform = CompressedMode.toWire(end, Filler.ASCII_SPACE);
    assertThat(Coder.hex(Coder.whole(transform, Coder.hex(text)))).isEqualToIgnoringCase(wire);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 00 40 02 61 62, 61 62",
    "NONE, 02 61 62 00 40, 61 62",
    "LINE_FEED, 00 80 01 61 00 C0 83 62, 61 0A 62 62 62 0A",
    "LINE_FEED, 00 80 00 40 C1, 0A 20",
    "NONE, 00 20 01 61 00 10 82 78 00 10 C9 00 10 01 79 00 40 C0, 61",
  })
  void compressedByPeers(RecordEnd end, String wire, String text) throws IOException {
    var transform = CompressedMode.fromWire(end, Filler.ASCII_SPACE);
    assertThat(Coder.hex(Coder.whole(transform, Coder.hex(wire)))).isEqualToIgnoringCase(text);
  }

  @Test
  void codesThatNobodyHasDefinedAreRefused() {
    for (String wire : new String[] {"01 00 00", "41 00 00", "48 65 6C 6C 6F"}) {
      assertThatThrownBy(() -> Coder.whole(BlockMode.fromWire(RecordEnd.NONE), Coder.hex(wire)))
          .isInstanceOf(BrokenDataException.class);
    }
    assertThatThrownBy(() ->
            Coder.whole(CompressedMode.fromWire(RecordEnd.NONE, Filler.ZERO), Coder.hex("00 08")))
        .isInstanceOf(BrokenDataException.class);
    assertThatThrownBy(
            () -> Coder.whole(RecordStream.fromWire(RecordEnd.LINE_FEED), Coder.hex("61 FF 04")))
        .isInstanceOf(BrokenDataException.class);
  }

  @Test
  void deflatedIsZlib() throws IOException {
    byte[] text = octets("line\n".repeat(1_000));
    byte[] wire = Coder.whole(DeflateMode.toWire(new DeflateMode.Level(9)), text);

    assertThat(new InflaterInputStream(new ByteArrayInputStream(wire)).readAllBytes())
        .isEqualTo(text);
    assertThat(wire.length).isLessThan(text.length / 50);
    assertThat(Coder.whole(DeflateMode.toWire(new DeflateMode.Level(0)), text).length)
        .isGreaterThan(text.length);
  }

  @Test
  void noZlibIsBroken() {
    assertThatThrownBy(() -> inflated("61 62 63 64", 100, 1))
        .isInstanceOf(BrokenDataException.class);
    // A stream that asks for a dictionary (RFC 1950 §2.2, FDICT).
    assertThatThrownBy(() -> inflated("78 BB 00 00 00 01 00 00", 100, 1))
        .isInstanceOf(BrokenDataException.class);
  }

  @Test
  void aBombStopsAtItsBound() throws IOException {
    byte[] bomb = deflated(new byte[1_000_000]);
    var tight = new DeflateMode.Bound(10_000, 100);
    var wide = new DeflateMode.Bound(10_000, 2_000);
    var free = new DeflateMode.Bound(1_000_000, 1);

    assertThatThrownBy(() -> Coder.whole(DeflateMode.fromWire(tight), bomb))
        .isInstanceOf(ExpansionException.class);
    assertThat(Coder.whole(DeflateMode.fromWire(wide), bomb)).hasSize(1_000_000);
    assertThat(Coder.whole(DeflateMode.fromWire(free), bomb)).hasSize(1_000_000);
  }

  private static byte[] inflated(String wire, long free, int each) throws IOException {
    return Coder.whole(DeflateMode.fromWire(new DeflateMode.Bound(free, each)), Coder.hex(wire));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// What the JDK makes of octets.
  private static byte[] deflated(byte[] data) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    }
    return out.toByteArray();
  }
}
