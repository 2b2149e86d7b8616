package io.ferryftp.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.data.CompressedMode.Filler;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is true of every way to code: both directions are inverses, wherever chunks end; nothing
/// that a peer may send does anything but end in data or in an exception that says why.
class DataTransformTest {
  /// Few octets, among them all that mean something somewhere, so that they meet often.
  private static final byte[] ALPHABET =
      Coder.hex("00 01 02 03 0A 0D 15 20 40 50 80 C0 FF 61 61 61");

  private static final DeflateMode.Bound BOUND = new DeflateMode.Bound(1 << 20, 10);

  // The checker knows its own immutable types only: these suppliers hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  enum Way {
    EBCDIC(EbcdicTransform::toWire, EbcdicTransform::fromWire, RecordEnd.NONE),
    STREAM_OF_ASCII_RECORDS(
        () -> RecordStream.toWire(RecordEnd.LINE_FEED),
        () -> RecordStream.fromWire(RecordEnd.LINE_FEED),
        RecordEnd.LINE_FEED),
    STREAM_OF_EBCDIC_RECORDS(
        () -> RecordStream.toWire(RecordEnd.NEW_LINE),
        () -> RecordStream.fromWire(RecordEnd.NEW_LINE),
        RecordEnd.NEW_LINE),
    BLOCKS(
        () -> BlockMode.toWire(RecordEnd.NONE),
        () -> BlockMode.fromWire(RecordEnd.NONE),
        RecordEnd.NONE),
    BLOCKS_OF_RECORDS(
        () -> BlockMode.toWire(RecordEnd.LINE_FEED),
        () -> BlockMode.fromWire(RecordEnd.LINE_FEED),
        RecordEnd.LINE_FEED),
    COMPRESSED(
        () -> CompressedMode.toWire(RecordEnd.NONE, Filler.ZERO),
        () -> CompressedMode.fromWire(RecordEnd.NONE, Filler.ZERO),
        RecordEnd.NONE),
    COMPRESSED_ASCII_RECORDS(
        () -> CompressedMode.toWire(RecordEnd.LINE_FEED, Filler.ASCII_SPACE),
        () -> CompressedMode.fromWire(RecordEnd.LINE_FEED, Filler.ASCII_SPACE),
        RecordEnd.LINE_FEED),
    COMPRESSED_EBCDIC_RECORDS(
        () -> CompressedMode.toWire(RecordEnd.NEW_LINE, Filler.EBCDIC_SPACE),
        () -> CompressedMode.fromWire(RecordEnd.NEW_LINE, Filler.EBCDIC_SPACE),
        RecordEnd.NEW_LINE),
    DEFLATE(
        () -> DeflateMode.toWire(DeflateMode.Level.DEFAULT),
        () -> DeflateMode.fromWire(BOUND),
        RecordEnd.NONE),
    DEFLATE_NOT_AT_ALL(
        () -> DeflateMode.toWire(new DeflateMode.Level(0)),
        () -> DeflateMode.fromWire(BOUND),
        RecordEnd.NONE);

    private final Supplier<DataTransform> toWire;
    private final Supplier<DataTransform> fromWire;
    private final RecordEnd end;

    Way(Supplier<DataTransform> toWire, Supplier<DataTransform> fromWire, RecordEnd end) {
      this.toWire = toWire;
      this.fromWire = fromWire;
      this.end = end;
    }

    /// The text as it must come back: its last record has an end.
    private byte[] ended(byte[] text) {
      if (!end.exists() || text.length == 0 || end.is(text[text.length - 1])) {
        return text;
      }
      byte[] ended = Arrays.copyOf(text, text.length + 1);
      ended[text.length] = (byte) (end == RecordEnd.LINE_FEED ? '\n' : EbcdicTransform.NEW_LINE);
      return ended;
    }

    private boolean hasMarkOfEnd() {
      return this != EBCDIC;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentComesBack(Way way) throws IOException {
    Random random = Seed.random(DataTransformTest.class);
    for (int i = 0; i < 3_000; i++) {
      byte[] text = text(random);
      byte[] wire = Coder.chunked(way.toWire.get(), text, random);

      assertThat(Coder.chunked(way.fromWire.get(), wire, random)).isEqualTo(way.ended(text));
      assertThat(Coder.whole(way.fromWire.get(), wire)).isEqualTo(way.ended(text));
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeDataComeBack(Way way) throws IOException {
    byte[] text = new byte[300_000];
    new Random(7).nextBytes(text);
    Arrays.fill(text, 1_000, 150_000, (byte) ' ');
    byte[] wire = Coder.whole(way.toWire.get(), text);

    assertThat(Coder.whole(way.fromWire.get(), wire)).isEqualTo(way.ended(text));
  }

  @ParameterizedTest
  @EnumSource
  void dataThatAreCutAreNotWhole(Way way) throws IOException {
    Random random = Seed.random(DataTransformTest.class);
    for (int i = 0; i < 300; i++) {
      byte[] wire = Coder.whole(way.toWire.get(), text(random));
      // In compressed mode the very last octet is a string of nothing, which the end stands for.
      int last = way.name().startsWith("COMPRESSED") ? wire.length - 1 : wire.length;
      byte[] cut = Arrays.copyOf(wire, random.nextInt(Math.max(1, last)));

      if (way.hasMarkOfEnd()) {
        assertThatThrownBy(() -> Coder.chunked(way.fromWire.get(), cut, random))
            .isInstanceOf(EOFException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFollowsTheEndIsNotTaken(Way way) throws IOException {
    byte[] text = Coder.hex("61 62");
    byte[] wire = Coder.whole(way.toWire.get(), text);
    byte[] more = Arrays.copyOf(wire, wire.length + 5);

    if (way.hasMarkOfEnd()) {
      assertThat(Coder.whole(way.fromWire.get(), more)).isEqualTo(way.ended(text));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOctetsAreDataOrSayWhyNot(Way way) throws IOException {
    Random random = Seed.random(DataTransformTest.class);
    for (int i = 0; i < 3_000; i++) {
      byte[] noise = Seed.octets(random, ALPHABET, 300);
      try {
        assertThat(Coder.chunked(way.fromWire.get(), noise, random).length).isNotNegative();
      } catch (BrokenDataException | EOFException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  private static byte[] text(Random random) {
    return Seed.octets(random, ALPHABET, random.nextInt(10) == 0 ? 2_000 : 20);
  }
}
