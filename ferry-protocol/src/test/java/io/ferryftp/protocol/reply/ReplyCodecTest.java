package io.ferryftp.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.text.WireText;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCodecTest {
  @Test
  void oneLineIsCodeSpaceText() {
    assertThat(wire(Reply.of(ReplyCode.OK, "ok"))).isEqualTo("200 ok\r\n");
    assertThat(wire(Reply.of(ReplyCode.OK, ""))).isEqualTo("200 \r\n");
    assertThat(wire(Reply.of(ReplyCode.OK, "-x"))).isEqualTo("200 -x\r\n");
  }

  @Test
  void innerLinesStandBehindOneSpace() {
    Reply reply =
        Reply.of(ReplyCode.SYSTEM_STATUS, "Features:", List.of("SIZE", "211 End", "226 x"), "End");

    assertThat(wire(reply))
        .isEqualTo("211-Features:\r\n SIZE\r\n 211 End\r\n 226 x\r\n211 End\r\n");
  }

  @Test
  void aTextCannotMakeALine() {
    assertThat(wire(Reply.of(ReplyCode.PATHNAME, "a\r\n226 b\0"))).isEqualTo("257 a??226 b?\r\n");
  }

  @Test
  void everyReplyComesBack() throws Exception {
    Random random = Seed.random(ReplyCodecTest.class);
    byte[] alphabet = "21 1-ab\u00e9\u65e5".getBytes(StandardCharsets.UTF_8);
    ReplyCode[] codes = ReplyCode.values();
    var decoder = new ReplyCodec.Decoder();
    for (int i = 0; i < 50_000; i++) {
      var lines = new ArrayList<String>();
      int count = 1 + random.nextInt(4);
      while (lines.size() < count) {
        lines.add(WireText.decode(Seed.octets(random, alphabet, 8)));
      }
      var reply = new Reply(codes[random.nextInt(codes.length)], lines);

      Optional<ReceivedReply> received = Optional.empty();
      String[] sent = WireText.decode(ReplyCodec.encode(reply)).split("\r\n", -1);
      for (int k = 0; k < sent.length - 1; k++) {
        assertThat(received).isEmpty();
        received = decoder.accept(sent[k]);
      }
      assertThat(received).contains(new ReceivedReply(reply.code().number(), lines));
    }
  }

  @Test
  void readsWhatOthersWrite() throws Exception {
    assertThat(decoded("220")).isEqualTo(new ReceivedReply(220, List.of("")));
    assertThat(decoded("220-a", "220-b", "c", "  d", "", "220 e"))
        .isEqualTo(new ReceivedReply(220, List.of("a", "b", "c", " d", "", "e")));
    assertThat(decoded("220-a", "221 b", "22", "220x", "220"))
        .isEqualTo(new ReceivedReply(220, List.of("a", "221 b", "22", "220x", "")));
    assertThat(decoded("150 x").isPreliminary()).isTrue();
    assertThat(decoded("550 x").isFailure()).isTrue();
    assertThat(decoded("250 x").isFailure()).isFalse();
    assertThat(decoded("631 x").number()).isEqualTo(631);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "20", "2x0 ok", "099 x", "700 x", "2000 x", "200x", "-20 x", "HTTP/1.1"})
  void whatIsNoReplyIsAnError(String line) {
    assertThatThrownBy(() -> new ReplyCodec.Decoder().accept(line))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void replyAndLineHaveLimits() throws Exception {
    var decoder = new ReplyCodec.Decoder();
    assertThatThrownBy(() -> decoder.accept("2".repeat(ReplyCodec.Decoder.MAX_LINE_CHARS + 1)))
        .isInstanceOf(ProtocolException.class);
    assertThat(decoder.accept("220-")).isEmpty();
    for (int i = 1; i < ReplyCodec.Decoder.MAX_LINES; i++) {
      assertThat(decoder.accept(" x")).isEmpty();
    }
    assertThatThrownBy(() -> decoder.accept(" x")).isInstanceOf(ProtocolException.class);
  }

  private static ReceivedReply decoded(String... lines) throws ProtocolException {
    var decoder = new ReplyCodec.Decoder();
    for (int i = 0; i < lines.length - 1; i++) {
      assertThat(decoder.accept(lines[i])).isEmpty();
    }
    return decoder.accept(lines[lines.length - 1]).orElseThrow();
  }

  private static String wire(Reply reply) {
    return new String(ReplyCodec.encode(reply), StandardCharsets.UTF_8);
  }
}
