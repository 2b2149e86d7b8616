package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCodec;
import io.ferryftp.protocol.text.WireText;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The longest reply that the server makes is one that the decoder of the same language takes.
class LongReplyTest {
  @Test
  void statusOfALargeDirectoryCanBeDecoded() throws IOException {
    var bench = new HandlerBench().loggedIn();
    for (int i = 0; i < 1500; i++) {
      bench.tree.with("/dir/" + i, "");
    }
    Reply reply = bench.send("STAT /dir");

    var decoder = new ReplyCodec.Decoder();
    Optional<ReceivedReply> decoded = Optional.empty();
    for (String line : WireText.decode(ReplyCodec.encode(reply)).lines().toList()) {
      decoded = decoder.accept(line);
    }
    assertThat(decoded.orElseThrow().lines()).isEqualTo(reply.lines());
  }
}
