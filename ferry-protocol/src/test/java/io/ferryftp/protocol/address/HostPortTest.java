package io.ferryftp.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @Test
  void readsAndWritesSixNumbers() throws Exception {
    HostPort address = HostPort.parse("132,235,1,2,24,131");

    assertThat(address.host().getHostAddress()).isEqualTo("132.235.1.2");
    assertThat(address.port()).isEqualTo(6275);
    assertThat(address.format()).isEqualTo("132,235,1,2,24,131");
    assertThat(address.toSocketAddress().getPort()).isEqualTo(6275);
    assertThat(HostPort.parse("001,002,003,004,000,001").format()).isEqualTo("1,2,3,4,0,1");
    assertThat(HostPort.parse("255,255,255,255,255,255").port()).isEqualTo(65535);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",,,,,",
        "1,2,3",
        "1,2,3,4,5",
        "1,2,3,4,5,6,7",
        "1,2,3,4,5,6,",
        ",1,2,3,4,5,6",
        "256,2,3,4,5,6",
        "1,2,3,4,5,256",
        "-1,2,3,4,5,6",
        "+1,2,3,4,5,6",
        "0x7f,2,3,4,5,6",
        " 1,2,3,4,5,6",
        "1 ,2,3,4,5,6",
        "1,2,3,4,5,6 ",
        "1,2,3,4,5,0006",
        "1,2,3,4,0,0",
        "1,2,3,4,5,1111111111111111111111111111111111111111",
        "1.2.3.4,5,6",
        "a,b,c,d,e,f",
        "\u0661,2,3,4,5,6",
        "1,2,3,4,5,4294967297"
      })
  void anythingElseIs501(String text) {
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOfSatisfying(
            CommandSyntaxException.class,
            e -> assertThat(e.code()).isEqualTo(ReplyCode.BAD_ARGUMENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Entering Passive Mode (10,0,0,1,200,1)",
        "Entering Passive Mode (10,0,0,1,200,1).",
        "Entering Passive Mode 10,0,0,1,200,1",
        "=10,0,0,1,200,1",
        "10, 0, 0, 1, 200, 1",
        "v1,2 [10,0,0,1,200,1]",
        "999,1,1,1,1,1 then (10,0,0,1,200,1)"
      })
  void findsTheAddressInAReply(String text) throws Exception {
    assertThat(HostPort.parseReply(text).format()).isEqualTo("10,0,0,1,200,1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Entering Passive Mode", "1,2,3,4,5", "1,2,3,4,0,0", "1234,2,3,4,5,6"})
  void aReplyWithoutAddressIsAnError(String text) {
    assertThatThrownBy(() -> HostPort.parseReply(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void garbageIsRefusedAndWhatIsReadComesBack() {
    Random random = Seed.random(HostPortTest.class);
    byte[] alphabet = "0123456789,,,,, -+x.".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 200_000; i++) {
      String text = new String(Seed.octets(random, alphabet, 20), StandardCharsets.US_ASCII);
      try {
        HostPort read = HostPort.parse(text);
        assertThat(HostPort.parse(read.format())).isEqualTo(read);
      } catch (CommandSyntaxException e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }
}
